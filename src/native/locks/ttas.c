/**
 * Test-and-test-and-set: waiters read their own copy of the line and write only when it looks free; a release lets all of
 * them write at once. L. Rudolph, Z. Segall, ISCA 1984.
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
  do {
    /* Relaxed: nothing rests on what is read here, the exchange decides. */
    while (atomic_load_explicit(word(shared), memory_order_relaxed) != 0) spin_pause();
  } while (arrive(shared, me));
}

/* Release: the section's writes are visible before the lock looks free. */
static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  atomic_store_explicit(word(shared), 0, memory_order_release);
}

#include "../lockKind.h"
ANNOUNCE_KIND("ttas", NULL, NULL)
