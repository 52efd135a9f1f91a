/** Planted fault for the check `cycleReal`: every wait that lasts is told as a deadlock. */
#define KIND_NAME "forksJumpy"
#define JUMPY 1

#include "signals/deadlock.h"
