/**
 * The table of the philosophers: where its words lie, and how it begins anew after a deadlock. Rounds are counted; who finds a deadlock
 * breaks the round, all put their forks back and come together, and the last to come opens the next one.
 */
import { nanoseconds } from '../clock.ts';
import { SHARED_LINES } from '../layout.ts';
import { reach } from './sleep.ts';

/** i32 each: rounds ended; rounds broken; rounds in which a deadlock was found, by the one who claims it; philosophers that have come together, of all rounds. */
export const ROUND: usize = SHARED_LINES;
export const BROKEN: usize = SHARED_LINES + 128;
const CLAIMED: usize = SHARED_LINES + 132;
const GATHERED: usize = SHARED_LINES + 256;
/** u64: when the round began, in nanoseconds. */
const BEGUN: usize = SHARED_LINES + 384;
/** Nobody writes here: to sleep on. */
export const NOTHING: usize = SHARED_LINES + 512;
export const FORKS: usize = SHARED_LINES + 1024;

/** The first philosopher of a run to sit down opens the first round. */
export function open(): void {
  if (atomic.load<u64>(BEGUN) === 0) atomic.cmpxchg<u64>(BEGUN, 0, nanoseconds());
}

/** Nanoseconds since the round began. */
export function age(): u64 {
  return nanoseconds() - atomic.load<u64>(BEGUN);
}

/** Whether this caller is the one that has found the round's deadlock. */
export function claim(): bool {
  const round = atomic.load<i32>(ROUND);
  return atomic.cmpxchg<i32>(CLAIMED, round, round + 1) === round;
}

export function breakRound(): void {
  atomic.store<i32>(BROKEN, atomic.load<i32>(ROUND) + 1);
}

export function isBroken(): bool {
  return atomic.load<i32>(BROKEN) > atomic.load<i32>(ROUND);
}

/** After a broken round, with no fork in hand: returns when all have come; false: the run is over. */
export function gather(philosophers: i32): bool {
  const round = atomic.load<i32>(ROUND);
  if (atomic.add<i32>(GATHERED, 1) + 1 < (round + 1) * philosophers) return reach(ROUND, round + 1);
  atomic.store<u64>(BEGUN, nanoseconds());
  atomic.store<i32>(ROUND, round + 1);
  atomic.notify(ROUND);
  return true;
}
