/**
 * The clock chains: register operations of which each needs the result before it, so that a core does one after the other
 * however wide it is. An add takes one cycle on every core in use; a 32-bit multiply takes a fixed, whole number of cycles.
 * Newer cores drop adds of a constant while they rename registers, and compilers fold them, hence both operands are
 * values that neither knows. The result must reach a checksum.
 */

/** `adds` (a multiple of 16) times `chain + step`. */
export function addChain(chain: u64, step: u64, adds: i32): u64 {
  for (let i = 0; i < adds; i += 16) {
    chain = chain + step + step + step + step + step + step + step + step;
    chain = chain + step + step + step + step + step + step + step + step;
  }
  return chain;
}

/** `multiplies` (a multiple of 16) times `chain * factor`. Odd values stay odd, and so never become 0. */
export function multiplyChain(chain: u32, factor: u32, multiplies: i32): u32 {
  for (let i = 0; i < multiplies; i += 16) {
    chain = chain * factor * factor * factor * factor * factor * factor * factor * factor;
    chain = chain * factor * factor * factor * factor * factor * factor * factor * factor;
  }
  return chain;
}
