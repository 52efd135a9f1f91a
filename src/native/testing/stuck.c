/** Planted fault: a lock that is not given back after twenty thousand acquisitions; who waits for it sleeps for ever, and takes no CPU. */
#include <stdbool.h>
#include <unistd.h>

#include "layout.h"

static inline _Atomic int32_t *word(struct shared *shared) { return (_Atomic int32_t *)shared->lock; }
static inline _Atomic int32_t *releases(struct shared *shared) { return word(shared) + 1; }

static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return atomic_exchange(word(shared), 1) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  while (arrive(shared, me)) usleep(1000);
}

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  if (atomic_fetch_add(releases(shared), 1) < 20000) atomic_store(word(shared), 0);
}

#include "lockKind.h"
ANNOUNCE_KIND("stuck", NULL, NULL)
