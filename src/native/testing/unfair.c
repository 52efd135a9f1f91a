/** Planted fault for the check `fifo`: excludes, in no order. Test-and-set, to be asked for under a queue's name. */
#include "tasArrival.h"

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  atomic_store(word(shared), 0);
}

#include "lockKind.h"
ANNOUNCE_KIND("unfair", NULL, NULL)
