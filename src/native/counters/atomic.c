/** One atomic addition: the cache line belongs to one core for as long as it reads, adds and writes. */
#include "../layout.h"

/* Relaxed: nothing but the count itself is handed from thread to thread. */
static inline void increment(struct shared *shared, struct block *me) {
  (void)me;
  atomic_fetch_add_explicit(&shared->guarded_count, 1, memory_order_relaxed);
}

#include "../freeCounter.h"
ANNOUNCE_COUNTER("atomic")
