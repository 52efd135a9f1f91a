/**
 * A mutex that may know its owner: plain (locks/futex.ts), or recursive, which its owner may take again and must give back as often;
 * as PTHREAD_MUTEX_RECURSIVE (glibc nptl/pthread_mutex_lock.c) and Python's RLock keep it.
 * `lock`: i32 the mutex, i32 number of the owner (0: nobody), i32 how often it holds it.
 * The owner is written by the holder alone. Another thread may read it too early or too late, but never its own number where it
 * does not hold the lock: so a plain look decides whether this is a re-entry.
 */
import { arrive, release, wait } from '../locks/futex.ts';

const OWNER: usize = 4;
const TIMES: usize = 8;

/** What the lock does wrong in a planted fault. */
export const SOUND = 0;
export const HASTY = 1;
export const LAWLESS = 2;

export function acquire(lock: usize, me: i32, recursive: bool): void {
  if (recursive && atomic.load<i32>(lock, OWNER) === me) {
    store<i32>(lock, load<i32>(lock, TIMES) + 1, TIMES);
    return;
  }
  if (arrive(lock, 0)) wait(lock, 0);
  own(lock, me);
}

/** Whether it is held now; it is not waited for. */
export function tryAcquire(lock: usize, me: i32, recursive: bool): bool {
  if (recursive && atomic.load<i32>(lock, OWNER) === me) {
    store<i32>(lock, load<i32>(lock, TIMES) + 1, TIMES);
    return true;
  }
  if (arrive(lock, 0)) return false;
  own(lock, me);
  return true;
}

/** Whether it was the caller's to give back. A plain lock does not ask. */
export function giveBack(lock: usize, me: i32, recursive: bool, fault: i32): bool {
  if (recursive && fault !== LAWLESS && atomic.load<i32>(lock, OWNER) !== me) return false;
  const times = load<i32>(lock, TIMES) - 1;
  store<i32>(lock, times, TIMES);
  if (times > 0 && fault !== HASTY) return true;
  atomic.store<i32>(lock, 0, OWNER); // before it is free: from then on it is another's to write
  release(lock, 0);
  return true;
}

function own(lock: usize, me: i32): void {
  atomic.store<i32>(lock, me, OWNER);
  store<i32>(lock, 1, TIMES);
}
