/** Units of work, all of them done. */
#define KIND_NAME "unitWork"
#define DONE_OF 1

#include "unitWork.h"
