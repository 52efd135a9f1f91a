/** Planted fault for the check `depthReleases`: free after the first release, however often it was taken. */
#include <pthread.h>

/** The first release of the owner is all that it has: the next is refused. */
static int give_all_back(pthread_mutex_t *mutex) {
  const int first = pthread_mutex_unlock(mutex);
  while (first == 0 && pthread_mutex_unlock(mutex) == 0) {}
  return first;
}

#define KIND_NAME "rlockHasty"
#define TYPE PTHREAD_MUTEX_RECURSIVE
#define OWNED 1
#define GIVE_BACK(mutex) give_all_back(mutex)

#include "signals/rlockLoop.h"
