/** Readers first: glibc's default kind. The C library's kinds are glibc's own; another library has none of them. */
#include <features.h>

#ifdef __GLIBC__
#define KIND_NAME "rwReader"
#define PREFERENCE PTHREAD_RWLOCK_PREFER_READER_NP

#include "rwLoop.h"
#endif
