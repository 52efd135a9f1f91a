/**
 * Event: a flag that threads wait for and that lets all of them go, as Python's threading.Event (set, isSet, clear, wait). The flag
 * itself is the futex on which they sleep.
 * `event`: i32, 1 set, 0 cleared.
 * Wasm atomics are sequentially consistent; what is needed is a release at set and an acquire where a wait returns, so that
 * what was written before the set is seen.
 */
import { isOver, sleepWhile } from './sleep.ts';

export function set(event: usize): void {
  atomic.store<i32>(event, 1);
  atomic.notify(event);
}

export function clear(event: usize): void {
  atomic.store<i32>(event, 0);
}

export function isSet(event: usize): bool {
  return atomic.load<i32>(event) !== 0;
}

/** Returns once it is set; false: the run is over. */
export function wait(event: usize): bool {
  while (!isSet(event)) {
    if (isOver()) return false;
    sleepWhile(event, 0);
  }
  return true;
}

/** Whether it was set within so many nanoseconds. */
export function waitFor(event: usize, nanoseconds: i64): bool {
  if (!isSet(event)) atomic.wait<i32>(event, 0, nanoseconds);
  return isSet(event);
}
