/** An event of a mutex and a condition: POSIX has none of its own. */
#define KIND_NAME "event"

#include "event.h"
