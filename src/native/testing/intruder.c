/** Planted fault for the check `exclusive`: excludes and counts, but leaves a stranger's number inside. */
#include "tasArrival.h"

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  atomic_store(&shared->inside, LAYOUT_MAX_THREADS + 1);
  atomic_store(word(shared), 0);
}

#include "lockKind.h"
ANNOUNCE_KIND("intruder", NULL, NULL)
