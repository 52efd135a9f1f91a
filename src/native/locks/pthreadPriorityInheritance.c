/** A mutex whose owner inherits the priority of its waiters (PI futex, Linux pi-futex.rst): a contended hand-over is made in Linux. */
#include <pthread.h>

#define KIND_NAME "pthreadPriorityInheritance"

static int set_attributes(pthread_mutexattr_t *attributes) {
  return pthread_mutexattr_setprotocol(attributes, PTHREAD_PRIO_INHERIT);
}

#include "pthreadMutexOf.h"
