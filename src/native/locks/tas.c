/**
 * Test-and-set: every waiter writes the lock until it finds it free, so each try takes the cache line from the holder.
 * The oldest spin lock; measured by T. Anderson, IEEE TPDS 1(1), 1990.
 */
#include <stdbool.h>

#include "../layout.h"
#include "../spin.h"

static inline _Atomic int32_t *word(struct shared *shared) { return (_Atomic int32_t *)shared->lock; } /* 0 free, 1 held */

/* Acquire: what the section reads and writes stays after the exchange that won. */
static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return atomic_exchange_explicit(word(shared), 1, memory_order_acquire) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  while (arrive(shared, me)) spin_pause();
}

/* Release: the section's writes are visible before the lock looks free. */
static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  atomic_store_explicit(word(shared), 0, memory_order_release);
}

#include "../lockKind.h"
ANNOUNCE_KIND("tas", NULL, NULL)
