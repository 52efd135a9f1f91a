/** A mutex that its owner may take again: every acquisition asks who the owner is. */
#include <pthread.h>

#define KIND_NAME "pthreadRecursive"

static int set_attributes(pthread_mutexattr_t *attributes) {
  return pthread_mutexattr_settype(attributes, PTHREAD_MUTEX_RECURSIVE);
}

#include "pthreadMutexOf.h"
