/** Planted fault for the check `foreignRefused`: it says that anybody may give it back. */
#define KIND_NAME "rlockLawless"
#define TYPE PTHREAD_MUTEX_RECURSIVE
#define OWNED 1
#define GIVE_BACK(mutex) ((void)pthread_mutex_unlock(mutex), 0)

#include "signals/rlockLoop.h"
