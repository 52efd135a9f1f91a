/** Planted fault for the check `exclusive`: excludes and counts, but leaves a stranger's number inside. */
import { INSIDE, MAX_THREADS } from '../layout.ts';

export { arrive, wait } from '../locks/tas.ts';

export function release(lock: usize, _node: usize): void {
  store<i32>(INSIDE, MAX_THREADS + 1);
  atomic.store<i32>(lock, 0);
}
