/** A wait for a mutex that ends by itself. */
#ifndef THREADLAB_LOCK_FOR_A_WHILE_H
#define THREADLAB_LOCK_FOR_A_WHILE_H

#include <pthread.h>
#include <time.h>

/** pthread_mutex_timedlock for so many nanoseconds at most, less than a second. It takes its end by the clock of the day. */
static inline int lock_for_a_while(pthread_mutex_t *mutex, long longest) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_nsec += longest;
  if (end.tv_nsec >= 1000000000) {
    end.tv_nsec -= 1000000000;
    end.tv_sec += 1;
  }
  return pthread_mutex_timedlock(mutex, &end);
}

#endif
