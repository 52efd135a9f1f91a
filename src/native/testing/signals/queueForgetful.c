/** Planted fault for the check `eachOnce`: one item in 64 is lost on its way in. */
#define KIND_NAME "queueForgetful"
#define FORGETFUL 1

#include "signals/producerConsumer.h"
