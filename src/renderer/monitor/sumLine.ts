/**
 * Live threads + exited threads = process, in tenths of a second, so that what stands on the screen adds up digit by digit.
 * Linux counts the process in clock ticks and threads in nanoseconds (PROC.md): the live threads may come out above the
 * process by up to one tick a thread. What is counted finer then stands for both.
 */
import type { Seconds } from '../../shared/units/quantity.ts';

/** All in seconds, each a whole number of tenths; `live + exited === process` in tenths. */
export interface SumLine {
  live: Seconds;
  exited: Seconds;
  process: Seconds;
}

/** Null while a value is missing: a sum with a hole is none. */
export function sumLine(live: readonly Seconds[], process: Seconds): SumLine | null {
  if (live.length === 0 || !Number.isFinite(process) || live.some((value) => !Number.isFinite(value))) return null;
  const liveTenths = Math.round(live.reduce((sum, value) => sum + value, 0) * 10);
  const processTenths = Math.max(liveTenths, Math.round(process * 10));
  return { live: liveTenths / 10, exited: (processTenths - liveTenths) / 10, process: processTenths / 10 };
}
