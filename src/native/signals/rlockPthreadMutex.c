/** The plain mutex of POSIX: whoever holds it and asks again waits for himself. */
#define KIND_NAME "rlock pthreadMutex"
#define TYPE PTHREAD_MUTEX_NORMAL
#define OWNED 0

#include "rlockLoop.h"
