/**
 * Test-and-set with exponential backoff: who finds the lock held waits twice as long before looking again, so that the line
 * is left to the holder. T. Anderson, IEEE TPDS 1(1), 1990 (delay after noticing the lock released, Ethernet's doubling).
 */
#include <stdbool.h>

#include "../layout.h"
#include "../spin.h"

/* In pauses, each some 40 to 140 cycles on x86: from tens of nanoseconds to some microseconds. */
enum { SHORTEST = 2, LONGEST = 128 };

static inline _Atomic int32_t *word(struct shared *shared) { return (_Atomic int32_t *)shared->lock; } /* 0 free, 1 held */

/* Acquire: what the section reads and writes stays after the exchange that won. */
static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return atomic_exchange_explicit(word(shared), 1, memory_order_acquire) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  int delay = SHORTEST;
  do {
    /* Relaxed: nothing rests on what is read here, the exchange decides. */
    while (atomic_load_explicit(word(shared), memory_order_relaxed) != 0) {
      for (int i = 0; i < delay; i += 1) spin_pause();
      delay = 2 * delay < LONGEST ? 2 * delay : LONGEST;
    }
  } while (arrive(shared, me));
}

/* Release: the section's writes are visible before the lock looks free. */
static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  atomic_store_explicit(word(shared), 0, memory_order_release);
}

#include "../lockKind.h"
ANNOUNCE_KIND("backoff", NULL, NULL)
