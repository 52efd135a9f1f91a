/**
 * The measured loop of barrier: work, then wait for all. The first party may have more work than the others: the straggler.
 *
 * A party tells at which barrier it has arrived before it waits there. Who goes on looks at the next party: it must have
 * arrived at this barrier, and may at most stand at the next one already. Each looks at one, and all are looked at.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { nanosecondsOf } from './sample.ts';
import { awaitAll } from './signals/barrier.ts';
import { add } from './signals/kept.ts';
import { work } from './work.ts';

export { calibrate } from './calibrate.ts';

/** Up to `iterations` phases by the thread of `block`; fewer once the phase of the run is no longer PHASE_RUN. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, load<i32>(layout.PARTIES));
}

/** `awaited`: parties that the barrier really waits for. */
export function runWith(block: usize, iterations: i32, awaited: i32): void {
  const number = load<i32>(block, layout.NUMBER);
  const next = layout.THREADS + <usize>(number % load<i32>(layout.PARTIES)) * layout.THREAD_SIZE;
  const more = number === 1 ? load<i32>(layout.STRAGGLER) : 0;
  const steps = load<i32>(block, layout.SECTION_STEPS);
  const ownSteps = steps + <i32>((<i64>steps * more) / 1024);
  let chain = load<u64>(block, layout.CHAIN);
  let phases = load<u64>(block, layout.ACQUISITIONS);
  let start = milliseconds();

  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    chain = work(chain, ownSteps);
    phases += 1;
    atomic.store<u64>(block, phases, layout.ARRIVED_AT);
    const came = milliseconds();
    if (!awaitAll(layout.LOCK, awaited)) break;
    const end = milliseconds();
    const other = atomic.load<u64>(next, layout.ARRIVED_AT);
    if (other !== phases && other !== phases + 1) add(block, layout.VIOLATIONS, 1);
    store<u64>(block, phases, layout.ACQUISITIONS);
    add(block, layout.WAIT_TIME, nanosecondsOf(end - came));
    add(block, layout.PHASE_TIME, nanosecondsOf(end - start));
    start = end;
  }

  store<u64>(block, chain, layout.CHAIN);
}

/** A barrier is never held. */
export function probe(_block: usize): i32 {
  return 0;
}
