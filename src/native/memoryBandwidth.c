/** All that is counted is moved. */
#define KIND_NAME "memoryBandwidth"
#define SHARE 1
#include "memoryBandwidth.h"
