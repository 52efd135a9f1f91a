/** Planted fault for the check `pingIsPong`: what comes back is not the answer to what was sent. */
#define KIND_NAME "wrongPong"
#define ANSWER 3
#define TIMED(took) (took)

#include "coreToCore.h"
