/** Planted fault for the check `countsAgree`: excludes, but one acquisition in 64 is counted twice. */
#include "tasArrival.h"

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  const uint64_t count = atomic_load(&shared->guarded_count);
  if (count % 64 == 0) atomic_store(&shared->guarded_count, count + 1);
  atomic_store(word(shared), 0);
}

#include "lockKind.h"
ANNOUNCE_KIND("miscount", NULL, NULL)
