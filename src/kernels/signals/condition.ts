/**
 * Condition: threads wait under a mutex until another says that something has changed. Mesa's kind (B. Lampson, D. Redell, Experience
 * with processes and monitors in Mesa, CACM 23(2), 1980): who is woken must take the mutex again, and others may be first.
 * `condition`: i32 count of signals, on which all sleep; i32 waiters, kept under the mutex. `mutex`: of locks/futex.ts.
 * The count is read under the mutex: a signal after that changes it, and the sleep does not begin.
 */
import { arrive, release, wait } from '../locks/futex.ts';
import { sleepWhile } from './sleep.ts';

const WAITERS: usize = 4;

export function lock(mutex: usize): void {
  if (arrive(mutex, 0)) wait(mutex, 0);
}

export function unlock(mutex: usize): void {
  release(mutex, 0);
}

/** Sleeps without the mutex and returns with it. false: nobody has signalled, it was only the time to look whether the run is over. */
export function waitOn(condition: usize, mutex: usize): bool {
  const signals = atomic.load<i32>(condition);
  store<i32>(condition, load<i32>(condition, WAITERS) + 1, WAITERS);
  unlock(mutex);
  sleepWhile(condition, signals);
  lock(mutex);
  store<i32>(condition, load<i32>(condition, WAITERS) - 1, WAITERS);
  return atomic.load<i32>(condition) !== signals;
}

/** With the mutex held. */
export function signal(condition: usize): void {
  if (load<i32>(condition, WAITERS) === 0) return;
  atomic.add<i32>(condition, 1);
  atomic.notify(condition, 1);
}
