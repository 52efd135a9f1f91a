/** Planted fault for the check `lossInRange`: an increment that counts twice, so that less than nothing is lost. */
#include "layout.h"

static inline void increment(struct shared *shared, struct block *me) {
  (void)me;
  atomic_fetch_add(&shared->guarded_count, 2);
}

#include "freeCounter.h"
ANNOUNCE_COUNTER("doubled")
