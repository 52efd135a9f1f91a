/** One cycle through every element. */
#define KIND_NAME "cacheLatency"
#define FURTHER 0
#include "cacheLatency.h"
