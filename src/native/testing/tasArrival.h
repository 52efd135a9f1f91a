/** Arrival and wait of a test-and-set lock, for planted faults whose release is what is wrong with them. */
#include <stdbool.h>

#include "layout.h"
#include "spin.h"

static inline _Atomic int32_t *word(struct shared *shared) { return (_Atomic int32_t *)shared->lock; }

static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return atomic_exchange(word(shared), 1) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  while (arrive(shared, me)) spin_pause();
}
