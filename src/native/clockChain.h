/**
 * The clock chains, the same as src/kernels/clockChain.ts: register operations of which each needs the result before it. The
 * empty statement after each one keeps compilers from folding several into one; `step` and `factor` are registers, since
 * newer cores drop adds of a constant while they rename registers.
 */
#ifndef THREADLAB_CLOCK_CHAIN_H
#define THREADLAB_CLOCK_CHAIN_H

#include <stdint.h>

#define KEEP(value) __asm__ volatile("" : "+r"(value))
#define FOUR_TIMES(step) step step step step

/** `adds` (a multiple of 16) times `chain + step`: one cycle each. The result must reach a checksum. */
static inline uint64_t add_chain(uint64_t chain, uint64_t step, int32_t adds) {
  KEEP(step);
  for (int32_t i = 0; i < adds; i += 16) {
    FOUR_TIMES(FOUR_TIMES(chain += step; KEEP(chain);))
  }
  return chain;
}

/** `multiplies` (a multiple of 16) times `chain * factor`: a whole number of cycles each. */
static inline uint32_t multiply_chain(uint32_t chain, uint32_t factor, int32_t multiplies) {
  KEEP(factor);
  for (int32_t i = 0; i < multiplies; i += 16) {
    FOUR_TIMES(FOUR_TIMES(chain *= factor; KEEP(chain);))
  }
  return chain;
}

#undef KEEP
#undef FOUR_TIMES

#endif
