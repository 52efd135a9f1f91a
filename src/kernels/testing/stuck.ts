/** Planted fault: a lock that is not given back after twenty thousand acquisitions; who waits for it sleeps for ever, and takes no CPU. */
export { arrive } from '../locks/tas.ts';

/** Releases so far, beside the lock's word. */
const RELEASES: usize = 8;

export function wait(lock: usize, _node: usize): void {
  while (atomic.xchg<i32>(lock, 1) !== 0) atomic.wait<i32>(lock, 1, -1);
}

export function release(lock: usize, _node: usize): void {
  if (atomic.add<i32>(lock, 1, RELEASES) < 20000) atomic.store<i32>(lock, 0);
}
