/**
 * The loop of cache-latency: loads of which each gives the address of the next, so that a core cannot begin one before the one
 * before it has come. The elements of the set, a stride apart, are linked into one cycle: at random by S. Sattolo, An algorithm
 * to generate a random cyclic permutation, Information Processing Letters 22(6), 1986, so that no prefetcher follows it; or each
 * to its neighbour. Chunks of loads are timed, and of every window of time the fastest is kept.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { nextRandom } from './sample.ts';
import { keepFastest } from './windows.ts';

export { calibrate } from './calibrate.ts';

/** Up to `iterations` chunks by the thread of `block`; fewer once the phase is no longer PHASE_RUN. The first call links the set. */
export function run(block: usize, iterations: i32): void {
  runLinked(block, iterations, 0);
}

/** `further`: 0 for one cycle; 1 lets an element stay where it is, which makes several (R. Fisher and F. Yates). */
export function runLinked(block: usize, iterations: i32, further: u32): void {
  if (load<f64>(block, layout.LOOP_START) === 0) store<f64>(block, milliseconds(), layout.LOOP_START);
  if (load<u64>(block, layout.SET_READY) === 0) {
    link(block, further);
    store<u64>(block, layout.WORKING_SET, layout.CHASE_AT);
    store<u64>(block, 1, layout.SET_READY);
  }
  const begun = load<f64>(block, layout.LOOP_START);
  let loads = load<u64>(block, layout.ACQUISITIONS);
  let at = <usize>load<u64>(block, layout.CHASE_AT);
  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    const start = milliseconds();
    for (let made = 0; made < layout.CHASE_LOADS; made += layout.CHASE_STEP) {
      at = chase(at, layout.CHASE_STEP);
      loads += layout.CHASE_STEP;
      store<u64>(block, loads, layout.ACQUISITIONS);
    }
    const end = milliseconds();
    keepFastest(block + layout.CHASE_WINDOWS, end - begun, end - start);
  }
  store<u64>(block, at, layout.CHASE_AT);
}

/** 0 when the links, walked from the first element, come back to it after as many steps as there are elements: each is then passed once. Also where no walk is asked. */
export function probe(block: usize): i32 {
  if (load<i32>(layout.SET_WALKED) === 0) return 0;
  const elements = <u64>elementCount();
  let at: usize = layout.WORKING_SET;
  let steps: u64 = 0;
  do {
    at = load<u32>(at);
    steps += 1;
  } while (at !== layout.WORKING_SET && steps <= elements);
  store<u64>(block, steps, layout.CYCLE_LENGTH);
  return steps === elements ? 0 : 1;
}

/** `loads` (a multiple of 16) one after the other; the address to which they lead must reach memory. */
function chase(at: usize, loads: i32): usize {
  for (let i = 0; i < loads; i += 16) {
    at = load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(at))))))));
    at = load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(load<u32>(at))))))));
  }
  return at;
}

function link(block: usize, further: u32): void {
  const elements = elementCount();
  const last = elements - 1;
  if (load<i32>(layout.SET_ORDER) === layout.ORDER_SEQUENTIAL) {
    for (let i: u32 = 0; i < last; i += 1) store<u32>(element(i), element(i + 1));
    store<u32>(element(last), element(0));
    return;
  }
  for (let i: u32 = 0; i < elements; i += 1) store<u32>(element(i), element(i));
  for (let i = last; i > 0; i -= 1) {
    const other = element(<u32>(((nextRandom(block) >> 32) * <u64>(i + further)) >> 32));
    const own = load<u32>(element(i));
    store<u32>(element(i), load<u32>(other));
    store<u32>(other, own);
  }
}

function element(index: u32): u32 {
  return layout.WORKING_SET + index * load<u32>(layout.SET_STRIDE);
}

function elementCount(): u32 {
  return load<u32>(layout.SET_BYTES) / load<u32>(layout.SET_STRIDE);
}
