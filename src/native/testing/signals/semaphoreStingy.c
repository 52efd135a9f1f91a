/** Planted fault for the check `permitsReached`: one permit fewer than asked. */
#define KIND_NAME "semaphoreStingy"
#define GIVEN(permits) ((permits) - 1)

#include "signals/semaphore.h"
