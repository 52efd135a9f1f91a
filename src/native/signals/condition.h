/** A mutex with conditions whose waits end by themselves after a while, by the clock that nobody sets. */
#ifndef THREADLAB_CONDITION_H
#define THREADLAB_CONDITION_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

#include "../clock.h"

static inline void make_condition(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

/** pthread_cond_wait for so many nanoseconds at most. Whether it was woken, and not the time that ran out. */
static inline bool wait_at_most(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t longest) {
  const uint64_t until = nanoseconds() + longest;
  const struct timespec end = {.tv_sec = (time_t)(until / 1000000000u), .tv_nsec = (long)(until % 1000000000u)};
  return pthread_cond_timedwait(condition, mutex, &end) == 0;
}

#endif
