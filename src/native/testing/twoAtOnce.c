/** Planted fault for the check `countsAgree`: each addition counts twice. */
#define KIND_NAME "twoAtOnce"
#define STEP 2

#include "falseSharing.h"
