/**
 * Log-linear histograms, as HdrHistogram's (G. Tene): every doubling is cut into the same number of equal buckets, so
 * that a value is known to 1/32 of itself over the whole range, in little memory and without choosing bounds beforehand.
 * Values are counted in whole steps of a resolution (a nanosecond, or 1 for counts); the largest is kept exactly.
 * `bucketOf` is integer arithmetic alone, so that kernels can fill the same buckets.
 */
import type { Histogram } from '../runs/record.ts';
import type { Unit } from '../units/quantity.ts';

/** Buckets to a doubling, a power of two. Below twice as many steps every step has a bucket of its own. */
const perDoubling = 32;
const bits = 5; // log2(perDoubling)
/** Doublings covered, up to 2^48 steps: 78 hours in nanoseconds. What is larger is counted in the last bucket. */
const doublings = 48 - bits;
export const bucketCount = perDoubling * (doublings + 1);

/** The bucket of a whole number of steps, from 0 to `bucketCount` - 1. */
export function bucketOf(steps: number): number {
  if (!(steps >= 2 * perDoubling)) return Math.max(0, Math.floor(steps) || 0);
  // 2^exponent is the width of the bucket; log2 may be off by a rounding at a power of two, so it is checked.
  let exponent = Math.floor(Math.log2(steps)) - bits;
  if (steps >= 2 ** (exponent + bits + 1)) exponent += 1;
  else if (steps < 2 ** (exponent + bits)) exponent -= 1;
  return Math.min(bucketCount - 1, perDoubling * exponent + Math.floor(steps / 2 ** exponent));
}

/** The largest number of steps that falls into a bucket. */
export function bucketUpper(bucket: number): number {
  if (bucket < 2 * perDoubling) return bucket;
  const exponent = Math.floor(bucket / perDoubling) - 1;
  const place = bucket - perDoubling * exponent;
  return (place + 1) * 2 ** exponent - 1;
}

/** A histogram that is being filled. `counts` has a slot for every bucket. */
export interface OpenHistogram {
  unit: Unit;
  /** Size of a step in the unit: 1e-9 for nanoseconds, 1 for counts. */
  resolution: number;
  counts: Float64Array;
  /** Largest value, exact, in the unit. */
  max: number;
}

export function createHistogram(unit: Unit, resolution: number): OpenHistogram {
  return { unit, resolution, counts: new Float64Array(bucketCount), max: 0 };
}

/**
 * Counts one value (or `times` of it) in the unit; negative ones, which a stepping clock can give, count as 0. What is not
 * finite was not measured, and is not counted.
 */
export function addToHistogram(histogram: OpenHistogram, value: number, times = 1): void {
  if (!Number.isFinite(value)) return;
  const bucket = bucketOf(Math.round(Math.max(0, value) / histogram.resolution));
  histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + times;
  if (value > histogram.max) histogram.max = value;
}

/** As the record keeps it: empty buckets left out, bounds in the unit. */
export function closeHistogram({ unit, resolution, counts, max }: OpenHistogram): Histogram {
  const upperBounds: number[] = [];
  const kept: number[] = [];
  let count = 0;
  counts.forEach((number, bucket) => {
    if (number === 0) return;
    upperBounds.push(Number((bucketUpper(bucket) * resolution).toPrecision(15)));
    kept.push(number);
    count += number;
  });
  return { unit, upperBounds, counts: kept, count, max };
}

/** All values of several histograms of one resolution, as if counted together. Of none, an empty one of `unit`. */
export function mergeHistograms(histograms: readonly Histogram[], unit: string): Histogram {
  const byBound = new Map<number, number>();
  let max = 0;
  for (const histogram of histograms) {
    histogram.upperBounds.forEach((bound, i) => {
      byBound.set(bound, (byBound.get(bound) ?? 0) + (histogram.counts[i] ?? 0));
    });
    max = Math.max(max, histogram.max);
  }
  const upperBounds = [...byBound.keys()].sort((a, b) => a - b);
  const counts = upperBounds.map((bound) => byBound.get(bound) ?? 0);
  return { unit, upperBounds, counts, count: counts.reduce((sum, number) => sum + number, 0), max };
}

/**
 * The value below or at which `share` (0 to 1) of the values lie: the upper bound of the bucket that holds it, never above
 * the exact largest. NaN of an empty histogram.
 */
export function percentile(histogram: Histogram, share: number): number {
  const rank = Math.max(1, Math.ceil(share * histogram.count - 1e-9));
  if (histogram.count > 0 && rank >= histogram.count) return histogram.max;
  let seen = 0;
  for (const [i, number] of histogram.counts.entries()) {
    seen += number;
    if (seen >= rank) return Math.min(histogram.upperBounds[i] ?? NaN, histogram.max);
  }
  return NaN;
}

/** The percentiles that are shown, in order; `max` is exact. */
export const shownPercentiles = [
  { name: 'p50', share: 0.5 },
  { name: 'p90', share: 0.9 },
  { name: 'p99', share: 0.99 },
  { name: 'p99.9', share: 0.999 },
  { name: 'max', share: 1 },
] as const;
