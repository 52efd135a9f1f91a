/** CLOCK_MONOTONIC, which Node's process.hrtime reads too, so that stamps of both can be compared. */
#ifndef THREADLAB_CLOCK_H
#define THREADLAB_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline uint64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

#endif
