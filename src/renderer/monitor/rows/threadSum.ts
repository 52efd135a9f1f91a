/**
 * Live threads + exited threads = process, in tenths of a second, so that what stands on the screen adds up digit by digit.
 * Linux counts the process in clock ticks and threads in nanoseconds (PROC.md): the live threads may come out above the
 * process by up to one tick a thread. What is counted finer then stands for both.
 */
import type { Seconds } from '../../../shared/units/quantity.ts';

/** Seconds, each a whole number of tenths; `live + exited === process` in tenths. */
export interface SumLine {
  live: Seconds;
  exited: Seconds;
  process: Seconds;
  /** What is left for exited threads may be nothing but the rounding of the live ones: two counters of whole ticks each. */
  mayBeRounding: boolean;
}

/** USER_HZ, which /proc counts in, is 100 on every Linux that this runs on. */
const TICK: Seconds = 0.01;

/** Null while a value is missing: a sum with a hole is none. */
export function sumLine(live: readonly Seconds[], process: Seconds): SumLine | null {
  if (live.length === 0 || !Number.isFinite(process) || live.some((value) => !Number.isFinite(value))) return null;
  const liveTenths = Math.round(live.reduce((sum, value) => sum + value, 0) * 10);
  const processTenths = Math.max(liveTenths, Math.round(process * 10));
  const exited = (processTenths - liveTenths) / 10;
  return {
    live: liveTenths / 10,
    exited,
    process: processTenths / 10,
    mayBeRounding: exited > 0 && exited < 2 * TICK * live.length + 0.1,
  };
}
