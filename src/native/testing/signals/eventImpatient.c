/** Planted fault for the check `asDocumented`: a wait that does not wait. */
#define KIND_NAME "eventImpatient"
#define WAITS 0

#include "signals/event.h"
