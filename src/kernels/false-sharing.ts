/**
 * The measured loop of false-sharing: each thread adds to a counter of its own, of 4 bytes, and the counters lie as far apart as
 * the run asks. A plain load, an addition and a plain store: nothing is shared but the cache lines.
 */
import * as layout from './layout.ts';

export { calibrate } from './calibrate.ts';

const BATCH = 64;

/** Up to `iterations` additions by the thread of `block`; fewer once the threads are to stop. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, 1);
}

/** `step`: what is added; 1 but in a planted fault. */
export function runWith(block: usize, iterations: i32, step: i32): void {
  const counter = counterOf(block);
  let made = load<u64>(block, layout.ACQUISITIONS);
  for (let left = iterations; left > 0 && atomic.load<i32>(layout.PHASE) < layout.PHASE_STOP; left -= BATCH) {
    const batch = min<i32>(left, BATCH);
    for (let i = 0; i < batch; i += 1) store<i32>(counter, load<i32>(counter) + step);
    made += batch;
    store<u64>(block, made, layout.ACQUISITIONS);
  }
}

/** There is no lock that might be held. */
export function probe(_block: usize): i32 {
  return 0;
}

/** On a multiple of 4 bytes. */
function counterOf(block: usize): usize {
  const place = (load<i32>(block, layout.NUMBER) - 1) * load<i32>(layout.STRIDE);
  return layout.SHARED_LINES + <usize>(place & ~3);
}
