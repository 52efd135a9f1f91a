/** The barrier of POSIX: glibc's sleeps in a futex until the last party has come. */
#define KIND_NAME "barrier"
#define AWAITED(parties) (parties)

#include "barrier.h"
