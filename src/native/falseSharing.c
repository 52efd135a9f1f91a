/** Counters of the threads, as far apart as asked. */
#define KIND_NAME "falseSharing"
#define STEP 1

#include "falseSharing.h"
