/**
 * Futex mutex: waiters sleep until they are woken; an uncontended acquisition asks nothing of Linux.
 * U. Drepper, Futexes are tricky, 2011, section 6 (mutex 3, its exchange). No spinning before the sleep.
 */
#include <stdbool.h>

#include "../futexCall.h"
#include "../layout.h"

enum { FREE = 0, HELD = 1, SLEEPERS = 2 }; /* SLEEPERS: held, and somebody may sleep */

static inline _Atomic int32_t *word(struct shared *shared) { return (_Atomic int32_t *)shared->lock; }

/* Acquire: what the section reads and writes stays after the exchange that won. */
static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  int32_t expected = FREE;
  return !atomic_compare_exchange_strong_explicit(word(shared), &expected, HELD, memory_order_acquire,
                                                  memory_order_relaxed);
}

static inline void wait(struct shared *shared, struct block *me) {
  (void)me;
  /* Taken as SLEEPERS even when it was free: others may sleep, and one wake too many is cheaper than one too few. */
  while (atomic_exchange_explicit(word(shared), SLEEPERS, memory_order_acquire) != FREE) futex_wait(word(shared), SLEEPERS);
}

/* Release: the section's writes are visible before the lock looks free. */
static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  if (atomic_exchange_explicit(word(shared), FREE, memory_order_release) == SLEEPERS) futex_wake(word(shared), 1);
}

#include "../lockKind.h"
ANNOUNCE_KIND("futex", NULL, NULL)
