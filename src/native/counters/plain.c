/** `count++` as it is written: read, add, write, with nothing that keeps another thread from writing between them. */
#include "../layout.h"

static inline void increment(struct shared *shared, struct block *me) {
  (void)me;
  const uint64_t count = atomic_load_explicit(&shared->guarded_count, memory_order_relaxed);
  atomic_store_explicit(&shared->guarded_count, count + 1, memory_order_relaxed);
}

#include "../freeCounter.h"
ANNOUNCE_COUNTER("plain")
