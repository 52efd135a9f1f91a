/**
 * The measured loop: acquire, work inside, release, work outside. A template: `locks/lock` is replaced by one kind.
 *
 * A thread advances its own counters, a line apart from all others, at every acquisition; the runner reads them meanwhile.
 * On acquisitions sampled at random the time is taken before the arrival and after the wait, and the bypass: how many
 * acquisitions by others lie between the arrival and its own. For that the guarded count is read after the arrival (the draw
 * of the ticket, the exchange of the tail), never before. Only samples do so: it takes the line away from the holder.
 *
 * Exclusion is checked at every acquisition, by plain writes to the line that the lock guards: a thread leaves its number
 * there while it is inside, and must find nobody's on entry and its own on exit. The count is read on entry and written on
 * exit, so that with two inside one of the two is lost.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { arrive, release, wait } from './locks/lock.ts';
import { keepSample, nextCountdown } from './sample.ts';
import { work } from './work.ts';

export { calibrate } from './calibrate.ts';

/** Up to `iterations` acquisitions by the thread of `block`; fewer once the phase is no longer PHASE_RUN. */
export function run(block: usize, iterations: i32): void {
  const node = block + layout.NODE;
  const number = load<i32>(block, layout.NUMBER);
  const sectionSteps = load<i32>(block, layout.SECTION_STEPS);
  const thinkSteps = load<i32>(block, layout.THINK_STEPS);
  let countdown = load<i32>(block, layout.COUNTDOWN);
  let acquisitions = load<u64>(block, layout.ACQUISITIONS);
  let contended = load<u64>(block, layout.CONTENDED);
  let violations = load<u64>(block, layout.VIOLATIONS);
  let chain = load<u64>(block, layout.CHAIN);

  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    countdown -= 1;
    const sampled = countdown <= 0;
    const asked = sampled ? milliseconds() : 0;
    const waited = arrive(layout.LOCK, node);
    const seen = sampled ? atomic.load<u64>(layout.GUARDED_COUNT) : 0;
    if (waited) wait(layout.LOCK, node);
    const held = sampled ? milliseconds() : 0;

    const count = load<u64>(layout.GUARDED_COUNT);
    violations += u64(atomic.load<i32>(layout.INSIDE) !== 0);
    store<i32>(layout.INSIDE, number);
    chain = work(chain, sectionSteps);
    store<u64>(layout.GUARDED_COUNT, count + 1);
    violations += u64(atomic.load<i32>(layout.INSIDE) !== number);
    store<i32>(layout.INSIDE, 0);
    release(layout.LOCK, node);

    acquisitions += 1;
    store<u64>(block, acquisitions, layout.ACQUISITIONS);
    if (waited) {
      contended += 1;
      store<u64>(block, contended, layout.CONTENDED);
    }
    if (sampled) {
      keepSample(block, count - seen, held - asked);
      countdown = nextCountdown(block);
    }
    chain = work(chain, thinkSteps);
  }

  store<i32>(block, countdown, layout.COUNTDOWN);
  store<u64>(block, violations, layout.VIOLATIONS);
  store<u64>(block, chain, layout.CHAIN);
}

/** Takes the lock once and gives it back: 0 when it was free. */
export function probe(block: usize): i32 {
  const node = block + layout.NODE;
  const waited = arrive(layout.LOCK, node);
  if (!waited) release(layout.LOCK, node);
  return waited;
}
