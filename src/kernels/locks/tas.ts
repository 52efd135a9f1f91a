/**
 * Test-and-set: every waiter writes the lock until it finds it free, so each try takes the cache line from the holder.
 * The oldest spin lock; measured by T. Anderson, IEEE TPDS 1(1), 1990.
 * `lock`: i32, 0 free, 1 held. `node` is not used.
 * Wasm atomics are sequentially consistent, stronger than the acquire and release that a lock needs: on x86 the release
 * is an exchange where a plain store would do. There is no pause instruction.
 */
export function arrive(lock: usize, _node: usize): i32 {
  return atomic.xchg<i32>(lock, 1);
}

export function wait(lock: usize, _node: usize): void {
  while (atomic.xchg<i32>(lock, 1) !== 0) {}
}

export function release(lock: usize, _node: usize): void {
  atomic.store<i32>(lock, 0); // after the section's writes: whoever sees 0 sees them too
}
