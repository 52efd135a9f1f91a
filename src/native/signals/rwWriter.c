/**
 * Writers first. The kind without "nonrecursive" in its name is in glibc the same as readers first, since a reader that may read
 * again while a writer waits must not be kept out (pthread_rwlockattr_setkind_np(3)).
 */
#include <features.h>

#ifdef __GLIBC__
#define KIND_NAME "rwWriter"
#define PREFERENCE PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP

#include "rwLoop.h"
#endif
