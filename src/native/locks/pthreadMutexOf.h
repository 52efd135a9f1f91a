/**
 * A mutex of the C library as a lock kind, pthread_mutex_lock(3p). The including file names it and its attributes first:
 * KIND_NAME, and `set_attributes`. An acquisition tries once, so that a contended one can be told and counted, then locks.
 * What orderings it has is the library's; POSIX asks that lock and unlock synchronise memory.
 */
#include <pthread.h>
#include <stdbool.h>

#include "../layout.h"
#include "../must.h"

_Static_assert(sizeof(pthread_mutex_t) <= LAYOUT_LINE, "a mutex is larger than the lock's line");

static inline pthread_mutex_t *mutex(struct shared *shared) { return (pthread_mutex_t *)shared->lock; }

static void set_up(struct shared *shared, int32_t threads) {
  (void)threads;
  pthread_mutexattr_t attributes;
  must(pthread_mutexattr_init(&attributes), "pthread_mutexattr_init");
  must(set_attributes(&attributes), "setting the attributes");
  must(pthread_mutex_init(mutex(shared), &attributes), "pthread_mutex_init");
  pthread_mutexattr_destroy(&attributes);
}

static void tear_down(struct shared *shared) { pthread_mutex_destroy(mutex(shared)); }

static inline bool arrive(struct shared *shared, struct block *me) {
  (void)me;
  return pthread_mutex_trylock(mutex(shared)) != 0;
}

static inline void wait(struct shared *shared, struct block *me) {
  (void)me;
  const int error = pthread_mutex_lock(mutex(shared));
  if (error != 0) must(error, "pthread_mutex_lock");
}

static inline void release(struct shared *shared, struct block *me) {
  (void)me;
  const int error = pthread_mutex_unlock(mutex(shared));
#ifndef PLANTED_NOBODY_WAITS
  if (error != 0) must(error, "pthread_mutex_unlock");
#else
  (void)error; /* one that does not hold it may be refused to give it back */
#endif
}

#include "../lockKind.h"
ANNOUNCE_KIND(KIND_NAME, set_up, tear_down)
