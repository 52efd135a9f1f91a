/**
 * The measured loop of semaphore: acquire, work inside, release, work outside. Every entry counts who is inside with it, by an
 * atomic addition of its own that the semaphore knows nothing of: more than the permits is a violation.
 *
 * Before a thread's first turn comes the rendezvous: as many threads as there are permits (or threads) go inside and stay there
 * until all of them have met, since free running does not always bring them together. Who waits in vain goes on after a while.
 */
import { milliseconds } from './clock.ts';
import * as layout from './layout.ts';
import { keepLatency, nanosecondsOf, nextCountdown } from './sample.ts';
import { add } from './signals/kept.ts';
import { acquire, release } from './signals/semaphore.ts';
import { isOver, sleepWhile } from './signals/sleep.ts';
import { work } from './work.ts';

export { calibrate } from './calibrate.ts';

/** Threads that have come inside in the rendezvous (i32). */
const MET: usize = layout.SHARED_LINES;
/** Long enough for threads that have to wait for a CPU; those that meet do not wait for it. */
const MEETING_MILLISECONDS = 2000;

/** Up to `iterations` entries by the thread of `block`; fewer once the phase is no longer PHASE_RUN. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, load<i32>(layout.PERMITS));
}

/** `given`: permits that the semaphore really has; what it should have stands in the settings. */
export function runWith(block: usize, iterations: i32, given: i32): void {
  const permits = load<i32>(layout.PERMITS);
  let acquisitions = load<u64>(block, layout.ACQUISITIONS);
  if (acquisitions === 0 && load<u64>(block, layout.MET_INSIDE) === 0) meet(block, given, permits);
  const sectionSteps = load<i32>(block, layout.SECTION_STEPS);
  const thinkSteps = load<i32>(block, layout.THINK_STEPS);
  let countdown = load<i32>(block, layout.COUNTDOWN);
  let contended = load<u64>(block, layout.CONTENDED);
  let chain = load<u64>(block, layout.CHAIN);

  for (let i = 0; i < iterations && atomic.load<i32>(layout.PHASE) === layout.PHASE_RUN; i += 1) {
    countdown -= 1;
    const sampled = countdown <= 0;
    const asked = sampled ? milliseconds() : 0;
    const waited = acquire(layout.LOCK, given);
    if (waited < 0) break;
    const held = sampled ? milliseconds() : 0;
    enter(block, permits);
    chain = work(chain, sectionSteps);
    leave();
    release(layout.LOCK);

    acquisitions += 1;
    store<u64>(block, acquisitions, layout.ACQUISITIONS);
    contended += waited;
    store<u64>(block, contended, layout.CONTENDED);
    if (sampled) {
      if (atomic.load<i32>(layout.SAMPLING) !== 0) keepLatency(block, nanosecondsOf(held - asked));
      countdown = nextCountdown(block);
    }
    chain = work(chain, thinkSteps);
  }

  store<i32>(block, countdown, layout.COUNTDOWN);
  store<u64>(block, chain, layout.CHAIN);
}

/** 0 when all permits were given back. */
export function probe(_block: usize): i32 {
  return atomic.load<i32>(layout.LOCK);
}

function enter(block: usize, permits: i32): void {
  const inside = atomic.add<i32>(layout.INSIDE, 1) + 1;
  if (inside > permits) add(block, layout.VIOLATIONS, 1);
  store<u64>(block, max<u64>(load<u64>(block, layout.MOST_INSIDE), inside), layout.MOST_INSIDE);
  add(block, layout.SUM_INSIDE, inside);
}

function leave(): void {
  atomic.sub<i32>(layout.INSIDE, 1);
}

function meet(block: usize, given: i32, permits: i32): void {
  const all = min<i32>(permits, load<i32>(layout.THREADS_OF_RUN));
  if (acquire(layout.LOCK, given) < 0) return;
  enter(block, permits);
  if (atomic.add<i32>(MET, 1) + 1 >= all) atomic.notify(MET);
  const end = milliseconds() + MEETING_MILLISECONDS;
  let met = atomic.load<i32>(MET);
  while (met < all && !isOver() && milliseconds() < end) {
    sleepWhile(MET, met);
    met = atomic.load<i32>(MET);
  }
  store<u64>(block, met, layout.MET_INSIDE);
  store<u64>(block, 0, layout.SUM_INSIDE); // of the free running alone
  leave();
  release(layout.LOCK);
}
