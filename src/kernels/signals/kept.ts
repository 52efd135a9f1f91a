/** What a signal's loop keeps for the runner in its thread's block, at the offsets of layout.ts (u64 each). */

/** For the thread of `block` alone. */
export function add(block: usize, offset: usize, value: u64): void {
  store<u64>(block + offset, load<u64>(block + offset) + value);
}
