/** Planted fault for the check `countsAgree`: excludes, but one acquisition in 64 is counted twice. */
import { GUARDED_COUNT } from '../layout.ts';

export { arrive, wait } from '../locks/tas.ts';

export function release(lock: usize, _node: usize): void {
  const count = load<u64>(GUARDED_COUNT);
  if (count % 64 === 0) store<u64>(GUARDED_COUNT, count + 1);
  atomic.store<i32>(lock, 0);
}
