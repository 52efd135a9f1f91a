/**
 * The measured loop of event: all waiters wait, the first thread sets, and each that runs again takes the time since the set; then it
 * is cleared, and the next round begins. What is kept of a round is the first and the last of them.
 *
 * Setter and waiters keep step by three words that have nothing to do with the event: how many wait, how many were woken,
 * and the round. Before it sets, the setter sleeps for a moment, so that those who have said that they wait are asleep.
 */
import { nanoseconds } from './clock.ts';
import * as layout from './layout.ts';
import { keepBypass, keepLatency } from './sample.ts';
import { clear, isSet, set, wait, waitFor } from './signals/event.ts';
import { isOver, reach } from './signals/sleep.ts';

export { calibrate } from './calibrate.ts';

const EVENT = layout.LOCK;
/** Each on a line of its own: i32 rounds ended; i32 waits begun and waits ended, of all rounds; u64 time of the set, i32 sets. */
const ROUND: usize = layout.SHARED_LINES;
const WAITING: usize = layout.SHARED_LINES + 128;
const WOKEN: usize = layout.SHARED_LINES + 256;
const SET_AT: usize = layout.SHARED_LINES + 384;
const SETS: usize = layout.SHARED_LINES + 392;
/** Nobody writes here: to sleep on. */
const NOTHING: usize = layout.SHARED_LINES + 512;

/** Nanoseconds: far more than a thread needs to fall asleep; a wait that is to run out, tried once in so many rounds. */
const MOMENT: i64 = 200_000;
const TIMEOUT: i64 = 1_000_000;
const ROUNDS_TO_TIMEOUT = 64;

/** Up to `iterations` rounds by the thread of `block`; fewer once the run is over. */
export function run(block: usize, iterations: i32): void {
  runWith(block, iterations, true, true);
}

/** `waits`, `clears`: false in a planted fault. */
export function runWith(block: usize, iterations: i32, waits: bool, clears: bool): void {
  const waiters = load<i32>(layout.WAITERS);
  let rounds = <i32>load<u64>(block, layout.ACQUISITIONS);
  for (let i = 0; i < iterations && !isOver(); i += 1) {
    const done =
      load<i32>(block, layout.NUMBER) === 1
        ? setOnce(block, waiters, rounds, clears)
        : waitOnce(block, waiters, rounds, waits);
    if (!done) break;
    rounds += 1;
    store<u64>(block, rounds, layout.ACQUISITIONS);
  }
}

/** 0: an event is never held. */
export function probe(_block: usize): i32 {
  return 0;
}

function setOnce(block: usize, waiters: i32, rounds: i32, clears: bool): bool {
  if (!reach(WAITING, (rounds + 1) * waiters)) return false;
  atomic.wait<i32>(NOTHING, 0, MOMENT);
  if (isSet(EVENT)) fault(block, layout.SET_AFTER_CLEAR);
  if (rounds % ROUNDS_TO_TIMEOUT === 0 && waitFor(EVENT, TIMEOUT)) fault(block, layout.NO_TIMEOUT);
  atomic.store<i32>(SETS, rounds + 1);
  atomic.store<u64>(SET_AT, nanoseconds());
  set(EVENT);
  if (!isSet(EVENT)) fault(block, layout.UNSET_AFTER_SET);
  if (!waitFor(EVENT, TIMEOUT)) fault(block, layout.WAITED_WHILE_SET);
  if (!reach(WOKEN, (rounds + 1) * waiters)) return false;
  if (clears) clear(EVENT);
  if (isSet(EVENT)) fault(block, layout.SET_AFTER_CLEAR);
  atomic.store<i32>(ROUND, rounds + 1);
  atomic.notify(ROUND);
  return true;
}

function waitOnce(block: usize, waiters: i32, rounds: i32, waits: bool): bool {
  if (!reach(ROUND, rounds)) return false;
  const all = (rounds + 1) * waiters;
  if (atomic.add<i32>(WAITING, 1) + 1 === all) atomic.notify(WAITING);
  if (waits && !wait(EVENT)) return false;
  const now = nanoseconds();
  if (atomic.load<i32>(SETS) !== rounds + 1) fault(block, layout.RETURNED_UNSET);
  const late = now - atomic.load<u64>(SET_AT);
  const place = atomic.add<i32>(WOKEN, 1) + 1; // of those that run again
  if (place === all) atomic.notify(WOKEN);
  if (atomic.load<i32>(layout.SAMPLING) === 0) return true;
  if (place === rounds * waiters + 1) keepBypass(block, late);
  if (place === all) keepLatency(block, late);
  return true;
}

function fault(block: usize, bit: u64): void {
  store<u64>(block, load<u64>(block, layout.EVENT_FAULTS) | bit, layout.EVENT_FAULTS);
}
