/**
 * The loop of clock-speed: a chunk of dependent adds, a chunk of dependent multiplies, each timed, again and again. Of every
 * window of time the fastest chunk of each is kept, since interruptions only ever make one slower; the windows one after
 * the other show a core that is throttled.
 */
import { addChain, multiplyChain } from './chains.ts';
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { keepFastest } from './windows.ts';

export { calibrate } from './calibrate.ts';

/** Up to `iterations` pairs of chunks by the thread of `block`; fewer once the phase is no longer PHASE_RUN. */
export function run(block: usize, iterations: i32): void {
  runChunks(block, iterations, layout.CHUNK_ADDS);
}

/** `adds`: of a chunk. */
export function runChunks(block: usize, iterations: i32, adds: i32): void {
  const step = unknownOdd(block);
  let additions = load<u64>(block, layout.ACQUISITIONS);
  let sums = load<u64>(block, layout.CHAIN);
  let products = (<u32>sums) | 1;
  let begun = load<f64>(block, layout.LOOP_START);
  if (begun === 0) {
    begun = milliseconds();
    store<f64>(block, begun, layout.LOOP_START);
  }
  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    const start = milliseconds();
    sums = addChain(sums, step, adds);
    const added = milliseconds();
    products = multiplyChain(products, <u32>step, layout.CHUNK_MULTIPLIES);
    const multiplied = milliseconds();
    keepFastest(block + layout.ADD_WINDOWS, added - begun, added - start);
    keepFastest(block + layout.MULTIPLY_WINDOWS, multiplied - begun, multiplied - added);
    additions += layout.CHUNK_ADDS;
    store<u64>(block, additions, layout.ACQUISITIONS);
  }
  store<u64>(block, sums + products, layout.CHAIN);
}

/** There is no lock that might be held. */
export function probe(_block: usize): i32 {
  return 0;
}

/** The thread's number made odd: no compiler knows it. */
function unknownOdd(block: usize): u64 {
  return 2 * <u64>load<i32>(block, layout.NUMBER) + 1;
}
