/** Work of a known length, the same chain as src/kernels/work.ts: each step needs the one before, a multiply and an add. */
#ifndef THREADLAB_WORK_H
#define THREADLAB_WORK_H

#include <stdint.h>

/** `steps` of Knuth's 64-bit linear congruential generator (MMIX). The result must reach a checksum. */
static inline uint64_t work(uint64_t chain, int32_t steps) {
  for (int32_t i = 0; i < steps; i += 1) {
    chain = chain * 6364136223846793005u + 1442695040888963407u;
    __asm__ volatile("" : "+r"(chain)); /* keeps compilers from folding several steps into one */
  }
  return chain;
}

#endif
