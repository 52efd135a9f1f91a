/** Planted fault for the check `sumsAgree`: half of what is counted as moved. */
#define KIND_NAME "halfMoved"
#define SHARE 2
#include "memoryBandwidth.h"
