/** Planted fault for the check `rulesHold`: forks are not taken in the order of their numbers. */
#define KIND_NAME "forksUnordered"
#define UNORDERED 1

#include "signals/deadlock.h"
