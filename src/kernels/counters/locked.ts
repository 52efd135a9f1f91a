/** The plain increment inside a lock. A template as well: `locks/lock` is replaced by one kind. */
import { GUARDED_COUNT, LOCK, NODE } from '../layout.ts';
import { arrive, release, wait } from '../locks/lock.ts';

/** A turn may take a time slice where the next in line is not running, so each looks at the phase. */
export const BATCH = 1;

export function increment(block: usize): void {
  const node = block + NODE;
  if (arrive(LOCK, node)) wait(LOCK, node);
  store<u64>(GUARDED_COUNT, load<u64>(GUARDED_COUNT) + 1);
  release(LOCK, node);
}

/** Takes the lock once and gives it back. */
export function held(block: usize): i32 {
  const node = block + NODE;
  const waited = arrive(LOCK, node);
  if (!waited) release(LOCK, node);
  return waited;
}
