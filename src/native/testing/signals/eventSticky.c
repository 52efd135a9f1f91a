/** Planted fault for the check `asDocumented`: a clear that clears nothing. */
#define KIND_NAME "eventSticky"
#define CLEARS 0

#include "signals/event.h"
