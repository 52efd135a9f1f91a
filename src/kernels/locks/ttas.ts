/**
 * Test-and-test-and-set: waiters read their own copy of the line and write only when it looks free; a release lets all of
 * them write at once. L. Rudolph, Z. Segall, ISCA 1984.
 * `lock`: i32, 0 free, 1 held. `node` is not used.
 * The reads while waiting are sequentially consistent like all Wasm atomics; on x86 that is a plain load.
 */
export function arrive(lock: usize, _node: usize): i32 {
  return atomic.xchg<i32>(lock, 1);
}

export function wait(lock: usize, _node: usize): void {
  do {
    while (atomic.load<i32>(lock) !== 0) {}
  } while (atomic.xchg<i32>(lock, 1) !== 0);
}

export function release(lock: usize, _node: usize): void {
  atomic.store<i32>(lock, 0); // after the section's writes: whoever sees 0 sees them too
}
