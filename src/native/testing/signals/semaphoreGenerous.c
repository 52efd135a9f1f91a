/** Planted fault for the check `withinPermits`: one permit more than asked. */
#define KIND_NAME "semaphoreGenerous"
#define GIVEN(permits) ((permits) + 1)

#include "signals/semaphore.h"
