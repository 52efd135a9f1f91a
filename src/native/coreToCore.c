/** A cache line from core to core and back. */
#define KIND_NAME "coreToCore"
#define ANSWER 1
#define TIMED(took) (took)

#include "coreToCore.h"
