/**
 * The measured loop of atomics and lost-update, the same as src/kernels/counting.ts: increments of one counter, nothing else.
 * A template: the including file defines BATCH and `increment`, which is inlined.
 *
 * What a thread has made it counts for itself, a line apart from all others, once a batch.
 *
 * Plain reads and writes of the counter are relaxed atomics: on every machine the same plain loads and stores, which no
 * compiler keeps in a register across turns, where truly plain ones would be undefined in C when two threads do them.
 */
#include <stdbool.h>

#include "kind.h"

static void run_counting(struct shared *shared, struct block *me) {
  const int32_t count = atomic_load_explicit(&me->count, memory_order_relaxed);
  uint64_t made = atomic_load_explicit(&me->acquisitions, memory_order_relaxed);
  for (int64_t left = count > 0 ? count : INT64_MAX;
       left > 0 && atomic_load_explicit(&shared->phase, memory_order_relaxed) < LAYOUT_PHASE_STOP; left -= BATCH) {
    const int64_t batch = left < BATCH ? left : BATCH;
    for (int64_t i = 0; i < batch; i += 1) increment(shared, me);
    made += (uint64_t)batch;
    atomic_store_explicit(&me->acquisitions, made, memory_order_relaxed);
  }
}
