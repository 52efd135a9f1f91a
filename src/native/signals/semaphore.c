/** The semaphore of POSIX as the C library has it: glibc's sleeps in a futex once the count is 0. */
#define KIND_NAME "semaphore"
#define GIVEN(permits) (permits)

#include "semaphore.h"
