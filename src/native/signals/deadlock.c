/** Dining philosophers over mutexes of POSIX. */
#define KIND_NAME "deadlock"

#include "deadlock.h"
