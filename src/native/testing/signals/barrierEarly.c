/** Planted fault for the check `onePhase`: the barrier waits for one party fewer. */
#define KIND_NAME "barrierEarly"
#define AWAITED(parties) ((parties) - 1)

#include "signals/barrier.h"
