import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jain } from './jain.ts';
import { tukeyOutliers } from './outliers.ts';
import { median, quantile } from './quantile.ts';
import { seededRandom, shuffled } from './random.ts';
import { rangeLevel, summarise, summariseRatio } from './summarise.ts';

const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const some = fc.array(finite, { minLength: 1, maxLength: 40 });

describe('quantiles', () => {
  // Reference: numpy 2.4 quantile(), method "linear".
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  test.each([
    [0, 1],
    [0.1, 1],
    [0.25, 1.75],
    [0.5, 3.5],
    [0.75, 5.25],
    [0.9, 6.9],
    [1, 9],
  ])('the %s quantile is that of numpy', (share, expected) =>
    expect(quantile(values, share)).toBeCloseTo(expected, 12),
  );

  test('of nothing there is none', () => {
    expect(median([])).toBeNaN();
    expect(median([1, NaN, 3])).toBeNaN();
  });

  test('order does not matter', () => {
    fc.assert(
      fc.property(some, fc.integer(), (list, seed) => {
        expect(median(shuffled(list, seededRandom(seed)))).toBe(median(list));
      }),
    );
  });
});

describe('a summary', () => {
  test('has the range below 6 values, and says so', () => {
    expect(summarise([4, 1, 3, 2, 5], 'perSecond')).toEqual({
      unit: 'perSecond',
      median: 3,
      low: 1,
      high: 5,
      n: 5,
      interval: 'range',
    });
    expect(rangeLevel(5)).toBe(0.9375);
  });

  test('agrees with a bootstrap by numpy', () => {
    // Reference: numpy 2.4, default_rng(1), 20,000 resamples of these values, percentiles 2.5 and 97.5 of their medians.
    const values = [10.2, 9.8, 10.5, 10.1, 9.9, 10.4, 10.0, 10.3, 9.7, 10.6];
    const summary = summarise(values, 'seconds');
    expect(summary?.interval).toBe('bootstrap95');
    expect(summary?.median).toBeCloseTo(10.15, 12);
    expect(summary?.low).toBeCloseTo(9.9, 12);
    expect(summary?.high).toBeCloseTo(10.4, 12);
  });

  // Reference: the bootstrap's exact distribution. Of n values, n odd, the median of a resample is at most the k-th with the
  // probability that at least (n + 1) / 2 of n draws are, scipy 1.17 binom.sf((n - 1) / 2, n, k / n): of 7 values 1.0% for
  // the first and 10.8% for the second; of 11 values 0.7% for the second and 5.1% for the third. So 2.5% fall on these:
  test.each([
    [[1, 2, 4, 8, 16, 32, 64], 2, 32],
    [[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024], 4, 256],
  ])('of %j has the ends of the exact bootstrap', (values, low, high) => {
    for (const seed of [1, 2, 3]) expect(summarise(values, 'count', seed)).toMatchObject({ low, high });
  });

  test('holds its median, stays within the values, and repeats exactly', () => {
    fc.assert(
      fc.property(some, fc.nat(), (values, seed) => {
        const summary = summarise(values, 'count', seed);
        expect(summary).not.toBeNull();
        if (summary === null) return;
        expect(summary.low).toBeLessThanOrEqual(summary.median);
        expect(summary.high).toBeGreaterThanOrEqual(summary.median);
        expect(summary.low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(summary.high).toBeLessThanOrEqual(Math.max(...values));
        expect(summarise(values, 'count', seed)).toEqual(summary);
      }),
      { numRuns: 40 },
    );
  });

  test('leaves out what was not measured, and is absent when nothing was', () => {
    expect(summarise([1, NaN, 3], 'count')?.n).toBe(2);
    expect(summarise([NaN], 'count')).toBeNull();
    expect(summarise([], 'count')).toBeNull();
  });
});

describe('a ratio of two medians', () => {
  test('spans what two ranges allow', () => {
    expect(summariseRatio([1, 2, 4], [2, 4, 6])).toEqual({
      unit: 'ratio',
      median: 2,
      low: 0.5,
      high: 6,
      n: 3,
      interval: 'range',
    });
  });

  test('of values with themselves holds 1, and is narrower than the ranges', () => {
    const values = [10.2, 9.8, 10.5, 10.1, 9.9, 10.4, 10.0, 10.3, 9.7, 10.6];
    const ratio = summariseRatio(values, values);
    expect(ratio?.median).toBe(1);
    expect(ratio?.low).toBeLessThan(1);
    expect(ratio?.low).toBeGreaterThan(9.7 / 10.6);
    expect(ratio?.high).toBeGreaterThan(1);
    expect(ratio?.high).toBeLessThan(10.6 / 9.7);
  });

  test('is absent where there is nothing to divide by', () => {
    expect(summariseRatio([0, 1], [1])).toBeNull();
    expect(summariseRatio([], [1])).toBeNull();
  });
});

describe('outliers', () => {
  test('are what lies beyond the fences', () => {
    // Q1 10.75, Q3 12.25, so the fences are 8.5 and 14.5.
    expect(tukeyOutliers([10, 11, 12, 13, 11, 12, 20, 8])).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  // Reference: numpy 2.4, fences from quantile([0.25, 0.75], method="linear"), which is also R's default, type 7.
  test.each([
    ['11.6 to 12.8', [12.1, 12.4, 11.9, 12.0, 12.3, 12.2, 15.8], [6]],
    ['2.65 to 3.45', [3.1, 2.9, 3.0, 3.05, 2.2, 3.2, 2.95, 3.15, 3.9], [4, 8]],
    ['5 to 5', [5, 5, 5, 5, 9], [4]],
    ['-0.5 to 5.5', [1, 2, 3, 4], []],
  ])('lie beyond the fences of numpy, %s', (_, values, expected) => {
    expect(tukeyOutliers(values).flatMap((outlier, i) => (outlier ? [i] : []))).toEqual(expected);
  });

  test('are marked in place, and the same in any order', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 40 }), fc.nat(), (values, seed) => {
        const marked = (list: readonly number[]) => {
          const outliers = tukeyOutliers(list);
          expect(outliers).toHaveLength(list.length);
          return list.filter((__, i) => outliers[i]).sort((a, b) => a - b);
        };
        expect(marked(shuffled(values, seededRandom(seed)))).toEqual(marked(values));
      }),
    );
  });

  test('are not looked for among three', () => expect(tukeyOutliers([1, 1, 100])).toEqual([false, false, false]));

  test('never are the majority', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 4, maxLength: 40 }), (values) => {
        expect(tukeyOutliers(values).filter(Boolean).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

describe("Jain's index", () => {
  test.each([
    [[5, 5, 5, 5], 1],
    [[1, 0, 0, 0], 0.25],
    [[1, 2, 3], 36 / (3 * 14)],
    [[2 ** 53, 2 ** 53], 1],
  ])('of %j', (counts, expected) => expect(jain(counts)).toBeCloseTo(expected, 12));

  test('of nothing there is none', () => {
    expect(jain([])).toBeNaN();
    expect(jain([0, 0])).toBeNaN();
  });

  test('lies between 1/n and 1 and does not depend on the scale', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 64 }), (counts) => {
        const index = jain(counts);
        expect(index).toBeGreaterThanOrEqual(1 / counts.length - 1e-12);
        expect(index).toBeLessThanOrEqual(1);
        expect(jain(counts.map((count) => count * 7))).toBeCloseTo(index, 12);
      }),
    );
  });
});

describe('random numbers from a seed', () => {
  test('repeat exactly and differ between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(0)).not.toEqual(draw(1));
  });

  test('fill 0 to 1 evenly', () => {
    const random = seededRandom(42);
    const bins = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i += 1) {
      const bin = Math.floor(random() * 10);
      bins[bin] = (bins[bin] ?? NaN) + 1;
    }
    // 10,000 a bin with a standard deviation of 95; five of them is never chance.
    for (const number of bins) expect(Math.abs(number - 10_000)).toBeLessThan(5 * 95);
  });

  test('a shuffle keeps every item', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const order = shuffled(items, seededRandom(3));
    expect(order).not.toEqual(items);
    expect([...order].sort((a, b) => a - b)).toEqual(items);
  });
});
