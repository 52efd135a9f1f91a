/** A metric's repeats in three numbers: the median and an interval, and which kind of interval it is. */
import type { Summary } from '../runs/record.ts';
import type { Unit } from '../units/quantity.ts';
import { ascending, quantileOfSorted } from './quantile.ts';
import { seededRandom } from './random.ts';

/** Fewer values carry no bootstrap: the interval is then their range, and is called so. */
export const bootstrapFrom = 6;
/** Resamples: the ends of the interval then vary by about 1% of its width between seeds. */
const resamples = 2000;
const level = 0.95;

/**
 * Median with the percentile bootstrap's 95% interval (B. Efron, 1979); below 6 values the range, which holds the true
 * median with probability 1 - 2 x 0.5^n (93.75% at 5). The same values and seed give the same interval.
 * Values that are not finite are left out and not counted; null when none is left.
 */
export function summarise(values: readonly number[], unit: Unit, seed = 1): Summary | null {
  const range = summariseRange(values, unit);
  if (range === null || range.n < bootstrapFrom) return range;
  const medians = ascending(bootstrapMedians(ascending(values.filter(Number.isFinite)), seed));
  return {
    ...range,
    low: quantileOfSorted(medians, (1 - level) / 2),
    high: quantileOfSorted(medians, (1 + level) / 2),
    interval: 'bootstrap95',
  };
}

/** Median and range, however many values there are: where thousands of cells are summed up, a bootstrap of each would take minutes. */
export function summariseRange(values: readonly number[], unit: Unit): Summary | null {
  const sorted = ascending(values.filter(Number.isFinite));
  const low = sorted[0];
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return null;
  return { unit, median: quantileOfSorted(sorted, 0.5), low, high, n: sorted.length, interval: 'range' };
}

/**
 * How many times the median of `before` the median of `after` is, with its interval: the percentile bootstrap of both sides
 * drawn independently, or, where one side has fewer than 6 values, the smallest and largest that the two ranges allow.
 * null where a side is empty or `before` is not positive throughout.
 */
export function summariseRatio(before: readonly number[], after: readonly number[], seed = 1): Summary | null {
  const from = ascending(before.filter(Number.isFinite));
  const to = ascending(after.filter(Number.isFinite));
  const [fromLow, fromHigh, toLow, toHigh] = [from[0], from.at(-1), to[0], to.at(-1)];
  if (fromLow === undefined || fromHigh === undefined || toLow === undefined || toHigh === undefined) return null;
  if (!(fromLow > 0)) return null;
  const middle = quantileOfSorted(to, 0.5) / quantileOfSorted(from, 0.5);
  const n = Math.min(from.length, to.length);
  if (n < bootstrapFrom) {
    return { unit: 'ratio', median: middle, low: toLow / fromHigh, high: toHigh / fromLow, n, interval: 'range' };
  }
  const divisors = bootstrapMedians(from, seed);
  const ratios = ascending(bootstrapMedians(to, seed + 1).map((value, i) => value / (divisors[i] ?? NaN)));
  return {
    unit: 'ratio',
    median: middle,
    low: quantileOfSorted(ratios, (1 - level) / 2),
    high: quantileOfSorted(ratios, (1 + level) / 2),
    n,
    interval: 'bootstrap95',
  };
}

/** Of values in ascending order. A resample is kept as how often each was drawn, so that none must be sorted. */
function bootstrapMedians(sorted: readonly number[], seed: number): number[] {
  const random = seededRandom(seed);
  const size = sorted.length;
  const drawn = new Uint32Array(size);
  return Array.from({ length: resamples }, () => {
    drawn.fill(0);
    for (let draws = 0; draws < size; draws += 1) {
      const place = Math.floor(random() * size);
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    return medianOfDrawn(sorted, drawn);
  });
}

function medianOfDrawn(sorted: readonly number[], drawn: Uint32Array): number {
  const middle = (sorted.length - 1) / 2;
  let place = -1;
  let below = 0;
  const valueAtRank = (rank: number): number => {
    while (below <= rank) {
      place += 1;
      below += drawn[place] ?? 0;
    }
    return sorted[place] ?? NaN;
  };
  return quantileOfSorted([valueAtRank(Math.floor(middle)), valueAtRank(Math.ceil(middle))], 0.5);
}

/**
 * The probability that the range of `n` independent values holds the true median: 1 - 2 x 0.5^n.
 */
export function rangeLevel(n: number): number {
  return 1 - 2 * 0.5 ** n;
}
