/**
 * Counting semaphore: `permits` threads may be inside, the others sleep. E. W. Dijkstra, Cooperating sequential processes, 1965; the
 * sleep as in glibc's sem_t (nptl/sem_waitcommon.c): a release wakes somebody only where somebody has said that he waits.
 * `semaphore`: i32 permits taken, i32 threads that wait. Counted is what is taken, so that zeroed memory has all its permits.
 * Wasm atomics are sequentially consistent, which is needed here: a waiter says that he waits and then looks at what is taken,
 * a release gives back and then looks whether anybody waits; one of the two sees the other.
 */
import { isOver, sleepWhile } from './sleep.ts';

const WAITERS: usize = 4;

/** 0: held at once. 1: held after a wait. -1: not held, the run is over. */
export function acquire(semaphore: usize, permits: i32): i32 {
  if (tryAcquire(semaphore, permits)) return 0;
  atomic.add<i32>(semaphore, 1, WAITERS);
  let held = tryAcquire(semaphore, permits);
  while (!held && !isOver()) {
    sleepWhile(semaphore, permits); // returns at once where a permit was given back meanwhile
    held = tryAcquire(semaphore, permits);
  }
  atomic.sub<i32>(semaphore, 1, WAITERS);
  return held ? 1 : -1;
}

export function release(semaphore: usize): void {
  atomic.sub<i32>(semaphore, 1);
  if (atomic.load<i32>(semaphore, WAITERS) > 0) atomic.notify(semaphore, 1);
}

function tryAcquire(semaphore: usize, permits: i32): bool {
  let taken = atomic.load<i32>(semaphore);
  while (taken < permits) {
    const seen = atomic.cmpxchg<i32>(semaphore, taken, taken + 1);
    if (seen === taken) return true;
    taken = seen;
  }
  return false;
}
