/**
 * Futex mutex: waiters sleep until they are woken; an uncontended acquisition asks nothing of Linux.
 * U. Drepper, Futexes are tricky, 2011, section 6 (mutex 3, its exchange).
 * `lock`: i32, 0 free, 1 held, 2 held and somebody may sleep. `node` is not used.
 * `memory.atomic.wait32` is V8's own table of waiters with a condition variable each, and that sleeps in a futex of Linux:
 * sleeping and waking cost more here than in C.
 */
const FREE = 0;
const HELD = 1;
const SLEEPERS = 2;

export function arrive(lock: usize, _node: usize): i32 {
  return i32(atomic.cmpxchg<i32>(lock, FREE, HELD) !== FREE);
}

export function wait(lock: usize, _node: usize): void {
  // Taken as SLEEPERS even when it was free: others may sleep, and one wake too many is cheaper than one too few.
  while (atomic.xchg<i32>(lock, SLEEPERS) !== FREE) {
    atomic.wait<i32>(lock, SLEEPERS, -1); // returns at once when the word has changed meanwhile
  }
}

export function release(lock: usize, _node: usize): void {
  if (atomic.xchg<i32>(lock, FREE) === SLEEPERS) atomic.notify(lock, 1);
}
