/** A mutex that refuses a second lock by its owner and an unlock by a stranger. */
#include <pthread.h>

#define KIND_NAME "pthreadErrorCheck"

static int set_attributes(pthread_mutexattr_t *attributes) {
  return pthread_mutexattr_settype(attributes, PTHREAD_MUTEX_ERRORCHECK);
}

#include "pthreadMutexOf.h"
