/**
 * Test-and-set with exponential backoff: who finds the lock held waits twice as long before looking again, so that the line
 * is left to the holder. T. Anderson, IEEE TPDS 1(1), 1990 (delay after noticing the lock released, Ethernet's doubling).
 * `lock`: i32, 0 free, 1 held. `node` is not used but for reading it: the wait is a count of reads of the thread's own line,
 * about a cycle each, since Wasm has no pause instruction and an empty loop might be left out.
 */
const SHORTEST = 64;
/** Some microseconds: longer, and the lock stands free while all wait; shorter, and they meet again. */
const LONGEST = 4096;

export function arrive(lock: usize, _node: usize): i32 {
  return atomic.xchg<i32>(lock, 1);
}

export function wait(lock: usize, node: usize): void {
  let delay = SHORTEST;
  do {
    while (atomic.load<i32>(lock) !== 0) {
      for (let i = 0; i < delay; i += 1) atomic.load<i32>(node);
      delay = min<i32>(2 * delay, LONGEST);
    }
  } while (atomic.xchg<i32>(lock, 1) !== 0); // exchanged, not stored: two may have seen it free
}

export function release(lock: usize, _node: usize): void {
  atomic.store<i32>(lock, 0); // after the section's writes: whoever sees 0 sees them too
}
