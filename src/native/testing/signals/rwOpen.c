/** Planted fault for the check `noWriterBeside`: readers go in without asking. */
#include <features.h>

#ifdef __GLIBC__
#define KIND_NAME "rwOpen"
#define PREFERENCE PTHREAD_RWLOCK_PREFER_READER_NP
#define READERS_ASK 0

#include "signals/rwLoop.h"
#endif
