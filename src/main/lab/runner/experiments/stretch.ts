/** What follows from a counted stretch, whatever the threads did in it. */
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { Ratio, Seconds } from '../../../../shared/units/quantity.ts';
import type { ThreadDone } from '../engines/threadEngine.ts';
import type { ThreadTimes } from '../threadIdentity.ts';
import type { TimedStretch } from './threadRepeat.ts';

type Ends = Pick<TimedStretch, 'before' | 'after'>;

/** Turns of each thread in it: [thread]. */
export function threadCountsOf({ before, after }: Ends): number[] {
  return after.turns.map((count, i) => count - (before.turns[i] ?? NaN));
}

/** What all threads together spent in it; NaN where this Linux does not tell it of one. */
export function spentIn({ before, after }: Ends, of: keyof ThreadTimes): number {
  return sum(after.times.map((t) => t[of])) - sum(before.times.map((t) => t[of]));
}

/** Share of a stretch of fixed time in which every thread was in its loop. */
export function overlapOf({ before, after }: Ends, done: readonly ThreadDone[]): Ratio {
  return Math.max(0, together(done, before.at, after.at)) / (after.at - before.at);
}

/** Seconds in which every thread was in its loop; below 0 where there were none. */
export function together(done: readonly ThreadDone[], from: Seconds, to: Seconds): Seconds {
  return Math.min(to, ...done.map(({ left }) => left)) - Math.max(from, ...done.map(({ entered }) => entered));
}

/** By how much the clock was another after the run than before it: the middle thread's. null where it was not measured. */
export function clockDriftOf(done: readonly ThreadDone[]): Ratio | null {
  const drifts = done.map(({ clockBefore, clockAfter }) => Math.abs(clockAfter / clockBefore - 1));
  return finiteOrNull(quantile(drifts, 0.5));
}

/** What the work inside took, measured again after the run: the middle thread's. */
export function medianSection(done: readonly ThreadDone[]): Seconds {
  return quantile(
    done.map(({ criticalSection }) => criticalSection),
    0.5,
  );
}

export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** NaN when one of them is not available. */
function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((all, value) => (value === null ? NaN : all + value), 0);
}
