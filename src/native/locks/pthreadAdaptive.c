/** glibc's adaptive mutex: spins for a while before it sleeps. An extension (pthread.h, _GNU_SOURCE); musl has none. */
#include <pthread.h>

#ifdef __GLIBC__
#define KIND_NAME "pthreadAdaptive"

static int set_attributes(pthread_mutexattr_t *attributes) {
  return pthread_mutexattr_settype(attributes, PTHREAD_MUTEX_ADAPTIVE_NP);
}

#include "pthreadMutexOf.h"
#else
typedef int there_is_none_here;
#endif
