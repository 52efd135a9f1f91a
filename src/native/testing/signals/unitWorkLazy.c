/** Planted fault for the check `sameWork`: of two units that are counted one is done. */
#define KIND_NAME "unitWorkLazy"
#define DONE_OF 2

#include "signals/unitWork.h"
