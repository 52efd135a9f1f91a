/** Planted fault for the check `neighboursApart`: the second fork is not asked for. */
#define KIND_NAME "forksGreedy"
#define GREEDY 1

#include "signals/deadlock.h"
