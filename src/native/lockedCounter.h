/** The plain increment inside a lock. The including file defines `arrive`, `wait` and `release` first. */
enum { BATCH = 1 }; /* a turn may take a time slice where the next in line is not running: each looks at the phase */

static inline void increment(struct shared *shared, struct block *me) {
  const bool waited = arrive(shared, me);
#ifndef PLANTED_NOBODY_WAITS
  if (waited) wait(shared, me);
#else
  (void)waited;
#endif
  const uint64_t count = atomic_load_explicit(&shared->guarded_count, memory_order_relaxed);
  atomic_store_explicit(&shared->guarded_count, count + 1, memory_order_relaxed);
  release(shared, me);
}

#include "counting.h"
