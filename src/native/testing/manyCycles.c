/** Planted fault for the check `oneCycle`: a shuffle that lets elements stay, so that the links close to several cycles. */
#define KIND_NAME "manyCycles"
#define FURTHER 1
#include "cacheLatency.h"
