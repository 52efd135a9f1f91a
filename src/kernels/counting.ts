/**
 * The measured loop of atomics and lost-update: increments of one counter, nothing else. A template: `counters/counter` is
 * replaced by one kind, and with that of `locked` also `locks/lock`.
 *
 * What a thread has made it counts for itself, a line apart from all others, once a batch: that is what the counter is held
 * against afterwards, and what the runner reads meanwhile.
 */
import { BATCH, held, increment } from './counters/counter.ts';
import * as layout from './layout.ts';

export { calibrate } from './calibrate.ts';

/** `iterations` increments by the thread of `block`; fewer once the threads are to stop. */
export function run(block: usize, iterations: i32): void {
  let made = load<u64>(block, layout.ACQUISITIONS);
  for (let left = iterations; left > 0 && atomic.load<i32>(layout.PHASE) < layout.PHASE_STOP; left -= BATCH) {
    const batch = min<i32>(left, BATCH);
    for (let i = 0; i < batch; i += 1) increment(block);
    made += batch;
    store<u64>(block, made, layout.ACQUISITIONS);
  }
}

export function probe(block: usize): i32 {
  return held(block);
}
