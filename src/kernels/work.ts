/**
 * Work of a known length: a chain of dependent steps, so that no core runs two at once, about 1.2 ns each at 3.3 GHz. The
 * result must reach a checksum, or the compiler may leave the work out.
 */

/** `steps` of Knuth's 64-bit linear congruential generator (MMIX), each needing the one before: a multiply and an add. */
export function work(chain: u64, steps: i32): u64 {
  // oxlint-disable-next-line no-loss-of-precision -- 64-bit integers here
  for (let i = 0; i < steps; i += 1) chain = chain * 6364136223846793005 + 1442695040888963407;
  return chain;
}
