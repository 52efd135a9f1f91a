/** The mutex that people deploy: glibc sleeps in a futex when it is held, musl spins a hundred times first. */
#include <pthread.h>

#define KIND_NAME "pthreadMutex"

static int set_attributes(pthread_mutexattr_t *attributes) {
  return pthread_mutexattr_settype(attributes, PTHREAD_MUTEX_NORMAL);
}

#include "pthreadMutexOf.h"
