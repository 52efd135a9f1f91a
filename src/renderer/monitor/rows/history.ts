/**
 * The last minute of a number for every row, kept by identity: what the small charts draw. One ring of times for all rows,
 * one ring of values a row, made only when a row first has something other than 0 (most processes sleep).
 */
import type { Seconds } from '../../../shared/units/quantity.ts';

/** Passes kept, and how far apart they are at least: a minute, however often is read. */
export const KEPT_PASSES = 120;
const leastApart: Seconds = 0.5;

/** Values from the oldest to the newest; `at` in seconds on the clock that `History.add` was given. NaN is a gap. */
export interface HistoryPoint {
  at: Seconds;
  value: number;
}

interface Series {
  /** The pass in which the row was first seen, and the last one. */
  born: number;
  seen: number;
  values: Float32Array | null;
}

export class History {
  /** Number of passes taken in; a chart is drawn anew when it grows. */
  passes = 0;
  #lastAt: Seconds = -Infinity;
  readonly #times = new Float64Array(KEPT_PASSES);
  readonly #series = new Map<string, Series>();

  /** Takes in one pass, unless the one before was a moment ago: `at` in seconds, and a value (NaN: not available) for each key. Rows not named are forgotten once their last value has left the window. */
  add(at: Seconds, count: number, keyAt: (row: number) => string, valueAt: (row: number) => number): void {
    // A little less, since passes do not come to the millisecond.
    if (at - this.#lastAt < 0.9 * leastApart && at >= this.#lastAt) return;
    this.#lastAt = at;
    const pass = this.passes;
    const slot = pass % KEPT_PASSES;
    this.#times[slot] = at;
    for (let row = 0; row < count; row += 1) {
      const key = keyAt(row);
      const value = valueAt(row);
      let series = this.#series.get(key);
      if (series === undefined) {
        series = { born: pass, seen: pass, values: null };
        this.#series.set(key, series);
      }
      if (series.values === null && value !== 0) {
        series.values = new Float32Array(KEPT_PASSES);
      }
      if (series.values !== null) {
        for (let missed = Math.max(series.seen + 1, pass - KEPT_PASSES + 1); missed < pass; missed += 1) {
          series.values[missed % KEPT_PASSES] = NaN;
        }
        series.values[slot] = value;
      }
      series.seen = pass;
    }
    this.passes = pass + 1;
    if (pass % KEPT_PASSES === 0) this.#forget(pass - KEPT_PASSES);
  }

  /** The values of one row in the window, oldest first; empty for a row never seen. */
  pointsOf(key: string): HistoryPoint[] {
    const series = this.#series.get(key);
    if (series === undefined) return [];
    const points: HistoryPoint[] = [];
    for (let pass = Math.max(series.born, this.passes - KEPT_PASSES); pass <= series.seen; pass += 1) {
      const slot = pass % KEPT_PASSES;
      points.push({ at: this.#times[slot] ?? NaN, value: series.values === null ? 0 : (series.values[slot] ?? NaN) });
    }
    return points;
  }

  /** The sums over several rows, oldest first; a row adds nothing where its value is not known. */
  sumOf(keys: Iterable<string>): HistoryPoint[] {
    const from = Math.max(0, this.passes - KEPT_PASSES);
    const sums = new Float64Array(this.passes - from);
    let born = this.passes;
    for (const key of keys) {
      const series = this.#series.get(key);
      if (series === undefined) continue;
      born = Math.min(born, series.born);
      if (series.values === null) continue;
      for (let pass = Math.max(series.born, from); pass <= series.seen; pass += 1) {
        const value = series.values[pass % KEPT_PASSES] ?? NaN;
        if (!Number.isNaN(value)) sums[pass - from] = (sums[pass - from] ?? 0) + value;
      }
    }
    const first = Math.max(born, from);
    return Array.from(sums.subarray(first - from), (value, index) => ({
      at: this.#times[(first + index) % KEPT_PASSES] ?? NaN,
      value,
    }));
  }

  #forget(before: number): void {
    for (const [key, series] of this.#series) if (series.seen < before) this.#series.delete(key);
  }
}
