/** Planted fault for the check `plainBlocks`: a lock under a plain one's name that its owner may take again. */
#define KIND_NAME "rlockReenters"
#define TYPE PTHREAD_MUTEX_RECURSIVE
#define OWNED 1

#include "signals/rlockLoop.h"
