/** The recursive mutex of POSIX. */
#define KIND_NAME "rlock pthreadRecursive"
#define TYPE PTHREAD_MUTEX_RECURSIVE
#define OWNED 1

#include "rlockLoop.h"
