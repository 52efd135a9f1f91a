/** The mutex of POSIX that answers EDEADLK to an owner who asks again. */
#define KIND_NAME "rlock pthreadErrorCheck"
#define TYPE PTHREAD_MUTEX_ERRORCHECK
#define OWNED 1

#include "rlockLoop.h"
