/** Threads that keep step by words that only grow. */
#ifndef THREADLAB_REACH_H
#define THREADLAB_REACH_H

#include "../futexCall.h"
#include "kept.h"

/** Nanoseconds. Nobody who is woken as he should be sleeps so long. */
#define LONGEST_SLEEP 50000000

/** Sleeps until the word has reached `wanted`; false: the run is over. */
static inline bool reach(struct shared *shared, _Atomic int32_t *word, int32_t wanted) {
  for (int32_t now = atomic_load(word); now < wanted; now = atomic_load(word)) {
    if (is_over(shared)) return false;
    futex_wait_for(word, now, LONGEST_SLEEP);
  }
  return true;
}

#endif
