/** Windows of time, each with its fastest chunk, as in src/kernels/windows.ts. They lie where locks keep histograms. */
#ifndef THREADLAB_WINDOWS_H
#define THREADLAB_WINDOWS_H

#include <stdint.h>

/** `at` and `took` in nanoseconds, `at` since the loop began; a loop longer than the windows goes on in the last. 0 in a slot: no chunk yet. */
static inline void keep_fastest(uint64_t *windows, uint64_t at, uint64_t took) {
  const uint64_t window = at / LAYOUT_WINDOW_NANOSECONDS;
  uint64_t *slot = &windows[window < LAYOUT_WINDOWS ? window : LAYOUT_WINDOWS - 1];
  if (*slot == 0 || took < *slot) *slot = took > 0 ? took : 1;
}

#endif
