/**
 * The approximate ("sloppy") counter: a thread counts for itself and hands over to the shared counter when it has the
 * threshold. R. and A. Arpaci-Dusseau, Operating Systems: Three Easy Pieces, chapter 29, figure 29.4, where the local counts
 * are a CPU's and so have a lock each; here they are a thread's and need none, and the hand-over is one atomic addition.
 */
#include "../layout.h"

static inline void increment(struct shared *shared, struct block *me) {
  _Atomic uint64_t *own = (_Atomic uint64_t *)(me->node + LAYOUT_SHARD);
  uint64_t counted = atomic_load_explicit(own, memory_order_relaxed) + 1;
  if (counted >= (uint64_t)atomic_load_explicit(&me->threshold, memory_order_relaxed)) {
    atomic_fetch_add_explicit(&shared->guarded_count, counted, memory_order_relaxed);
    counted = 0;
  }
  atomic_store_explicit(own, counted, memory_order_relaxed);
}

#include "../freeCounter.h"
ANNOUNCE_COUNTER("approximate")
