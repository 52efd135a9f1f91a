import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addToHistogram,
  bucketCount,
  bucketOf,
  bucketUpper,
  closeHistogram,
  createHistogram,
  mergeHistograms,
  percentile,
  shownPercentiles,
} from './histogram.ts';

const histogramOf = (values: readonly number[]) => {
  const open = createHistogram('seconds', 1e-9);
  for (const value of values) addToHistogram(open, value);
  return closeHistogram(open);
};
const latencies = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('buckets', () => {
  test('have one step each below 64 and 32 to a doubling above', () => {
    expect([0, 1, 63, 64, 65, 66, 127, 128].map(bucketOf)).toEqual([0, 1, 63, 64, 64, 65, 95, 96]);
    expect([0, 63, 64, 95, 96].map(bucketUpper)).toEqual([0, 63, 65, 127, 131]);
  });

  test('join without gap or overlap, up to the last', () => {
    for (let bucket = 0; bucket < bucketCount - 1; bucket += 1) {
      expect(bucketOf(bucketUpper(bucket))).toBe(bucket);
      expect(bucketOf(bucketUpper(bucket) + 1)).toBe(bucket + 1);
    }
    expect(bucketOf(2 ** 60)).toBe(bucketCount - 1);
  });

  test('hold a value to one part in 32', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (steps) => {
        const upper = bucketUpper(bucketOf(steps));
        expect(upper).toBeGreaterThanOrEqual(steps);
        expect(upper - steps).toBeLessThanOrEqual(steps / 32);
      }),
    );
  });
});

describe('a histogram', () => {
  test('counts every value once and keeps the largest exactly', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const histogram = histogramOf(values);
        expect(histogram.count).toBe(values.length);
        expect(histogram.counts.reduce((sum, number) => sum + number, 0)).toBe(values.length);
        expect(histogram.max).toBe(Math.max(...values));
        expect(histogram.upperBounds).toEqual([...histogram.upperBounds].sort((a, b) => a - b));
      }),
    );
  });

  test('has percentiles that rise up to the exact maximum', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const histogram = histogramOf(values);
        const shown = shownPercentiles.map(({ share }) => percentile(histogram, share));
        expect(shown).toEqual([...shown].sort((a, b) => a - b));
        expect(shown.at(-1)).toBe(histogram.max);
      }),
    );
  });

  test('has percentiles within a bucket of the values themselves', () => {
    fc.assert(
      fc.property(latencies, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? NaN;
        expect(Math.abs(percentile(histogramOf(values), share) - exact)).toBeLessThanOrEqual(exact / 32 + 1e-9);
      }),
    );
  });

  test('merged from parts is the one of all values together', () => {
    fc.assert(
      fc.property(latencies, latencies, (first, second) => {
        const parts = [histogramOf(first), histogramOf(second)];
        expect(mergeHistograms(parts, 'seconds')).toEqual(histogramOf([...first, ...second]));
      }),
    );
  });

  test('merged in any order and grouping is the same', () => {
    fc.assert(
      fc.property(latencies, latencies, latencies, (...lists) => {
        const [a, b, c] = lists.map(histogramOf);
        if (a === undefined || b === undefined || c === undefined) throw new Error('three lists make three histograms');
        const merged = mergeHistograms([a, b, c], 'seconds');
        expect(mergeHistograms([c, mergeHistograms([b, a], 'seconds')], 'seconds')).toEqual(merged);
      }),
      { numRuns: 50 },
    );
  });

  test('has the percentiles of numpy, up to the width of a bucket', () => {
    // Reference: numpy 2.4 quantile(nanoseconds, [0.5, 0.9, 0.99, 0.999, 1], method="inverted_cdf"), of 40 log-normal values.
    const nanoseconds = [
      1139, 608, 2213, 4937, 11652, 3400, 1536, 1162, 7321, 21200, 4135, 679, 944, 20333, 3803, 373, 2696, 738, 1401,
      1660, 1267, 5791, 2764, 1470, 4873, 8069, 415, 2191, 919, 2422, 634, 3056, 2848, 2069, 848, 1853, 805, 586, 3904,
      787,
    ];
    const histogram = histogramOf(nanoseconds.map((value) => value * 1e-9));
    [1853, 7321, 21200, 21200, 21200].forEach((expected, i) => {
      const found = percentile(histogram, shownPercentiles[i]?.share ?? NaN) * 1e9;
      expect(found).toBeGreaterThanOrEqual(expected * (1 - 1e-9));
      expect(found).toBeLessThanOrEqual(expected * (1 + 1 / 32));
    });
  });

  test('does not count what was not measured, and counts a step back of the clock as 0', () => {
    expect(histogramOf([NaN, Infinity, 5e-9])).toEqual(histogramOf([5e-9]));
    expect(histogramOf([-1])).toEqual(histogramOf([0]));
  });

  test('of nothing has no percentile', () => {
    expect(percentile(histogramOf([]), 0.5)).toBeNaN();
    expect(mergeHistograms([], 'count')).toEqual({ unit: 'count', upperBounds: [], counts: [], count: 0, max: 0 });
  });
});
