/** What a thread did between two samples: what Linux counted first, the rest by what was seen. Pure. */
import type { Ratio, Seconds } from '../../../shared/units/quantity.ts';

/** One thread at one sample. */
export interface Seen {
  /** Linux's letter. */
  state: string;
  /** Where it sleeps; null where it does not, or where that is not told. */
  channel: string | null;
  /** Since its start. `runQueueDelay` is NaN where Linux does not count it. */
  cpuTime: Seconds;
  runQueueDelay: Seconds;
}

/**
 * `run` and `wait` are shares of the interval, NaN before the second sample; the rest of it belongs to `state`. Where Linux does not
 * count the run-queue delay, `wait` is 0 and waiting is part of that rest; the batch says so (`notAvailable`).
 */
export interface LaneCell {
  state: string;
  channel: string | null;
  run: Ratio;
  wait: Ratio;
  /** CPU time that is counted but found no room in the interval: it belongs to the next. */
  carry: Seconds;
}

/**
 * Linux counts the CPU time of a running thread at its clock's ticks, so that one interval may show more than itself and the next less: at
 * most this much is carried on (the slowest clock has 100 ticks a second).
 */
const longestTick: Seconds = 0.01;

/** `before` null: its first sample, of which no share is known. `elapsed`: between the two. */
export function laneCell(before: (Seen & { carry: Seconds }) | null, now: Seen, elapsed: Seconds): LaneCell {
  const { state, channel } = now;
  if (before === null || !(elapsed > 0)) return { state, channel, run: NaN, wait: NaN, carry: 0 };
  const counted = Math.max(0, now.cpuTime - before.cpuTime) + before.carry;
  const ran = Math.min(elapsed, counted);
  const carry = Math.min(longestTick, counted - ran);
  const run = ran / elapsed;
  const delay = now.runQueueDelay - before.runQueueDelay;
  if (Number.isNaN(delay)) return { state, channel, run, wait: 0, carry };
  const wait = Math.min(1 - run, Math.max(0, delay / elapsed));
  if (state !== 'R') return { state, channel, run, wait, carry };
  // Ready at both ends: it waits for a CPU, which is counted only once it has got one.
  if (before.state === 'R') return { state, channel, run, wait: 1 - run, carry };
  // Woken in between: before that it did what it was seen in.
  return { state: before.state, channel: before.channel, run, wait, carry };
}
