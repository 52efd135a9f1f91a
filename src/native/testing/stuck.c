/** Planted fault: a lock that is not given back after twenty thousand acquisitions, and all wait for ever. */
#include "tasArrival.h"

static inline _Atomic int32_t *releases(struct shared *shared) { return word(shared) + 1; }

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  if (atomic_fetch_add(releases(shared), 1) < 20000) atomic_store(word(shared), 0);
}

#include "lockKind.h"
ANNOUNCE_KIND("stuck", NULL, NULL)
