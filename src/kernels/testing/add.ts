/** The mutual-exclusion harness: adds to a counter that only the lock guards. A template, like lock-contention.ts. */
import { ACQUISITIONS, GUARDED_COUNT, LOCK, NODE } from '../layout.ts';
import { arrive, release, wait } from '../locks/lock.ts';

/** `times` additions by the thread of `block`. The count is read and written far enough apart for a loss to show. */
export function add(block: usize, times: i32): void {
  const node = block + NODE;
  for (let i = 0; i < times; i += 1) {
    if (arrive(LOCK, node)) wait(LOCK, node);
    const count = load<u64>(GUARDED_COUNT);
    store<u64>(block, count, ACQUISITIONS);
    store<u64>(GUARDED_COUNT, count + 1);
    release(LOCK, node);
  }
}

/** Whether nobody holds the lock: it is then held by the caller. */
export function isFree(block: usize): bool {
  return arrive(LOCK, block + NODE) === 0;
}
