/** Planted fault for the check `positive`: a clock that stands still. */
#define KIND_NAME "stoppedClock"
#define ANSWER 1
#define TIMED(took) ((void)(took), 0)

#include "coreToCore.h"
