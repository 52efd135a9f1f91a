/** Planted fault for the checks `nothingLost` and `exactWhereExact`: one increment in 64 does not reach the counter. */
#include "layout.h"

static inline void increment(struct shared *shared, struct block *me) {
  uint64_t *own = (uint64_t *)(me->node + LAYOUT_SHARD);
  *own += 1;
  if (*own % 64 != 0) atomic_fetch_add(&shared->guarded_count, 1);
}

#include "freeCounter.h"
ANNOUNCE_COUNTER("forgetful")
