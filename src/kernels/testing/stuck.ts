/** Planted fault: a lock that is not given back after twenty thousand acquisitions, and all wait for ever. */
export { arrive, wait } from '../locks/tas.ts';

/** Releases so far, beside the lock's word. */
const RELEASES: usize = 8;

export function release(lock: usize, _node: usize): void {
  if (atomic.add<i32>(lock, 1, RELEASES) < 20000) atomic.store<i32>(lock, 0);
}
