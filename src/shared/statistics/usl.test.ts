import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runRecord } from '../runs/record.ts';
import { noise } from './testing/noise.ts';
import { fitUsl, uslThroughput } from './usl.ts';

const pointsOf = (threads: readonly number[], throughput: (threads: number, at: number) => number) =>
  threads.map((count, at) => ({ threads: count, throughput: throughput(count, at) }));
const measured = (threads: readonly number[], throughputs: readonly number[]) =>
  pointsOf(threads, (_, at) => throughputs[at] ?? NaN);
const upTo8 = [1, 2, 3, 4, 6, 8];
const upTo16 = [...upTo8, 12, 16];

describe('the Universal Scalability Law', () => {
  // Reference: the least of sum((ln X - ln(gain N / (1 + s (N-1) + k N (N-1))))^2) by scipy 1.17 optimize.minimize
  // (Nelder-Mead over the logarithms of the parameters, restarted 6 times from 3 places), over each set of s and k at 0.
  // typicalMiss = exp(sqrt(sum / (points - 3))) - 1.
  test.each([
    {
      // SPEC SDM91 on a SPARCcenter 2000, as in Gunther (2007), chapter 5.
      name: 'both free',
      points: measured([1, 18, 36, 72, 108, 144, 216], [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2]),
      expected: {
        linearGain: 67.942323,
        contention: 0.0134524732,
        coherency: 0.000115110078,
        peak: 92.5768357,
        typicalMiss: 0.0774828224,
      },
    },
    {
      name: 'coherency at 0, and more threads only cost',
      points: measured(upTo8, [50, 20, 19, 18, 17, 16]),
      expected: { linearGain: 49.10310619, contention: 3.40882642, coherency: 0, peak: 1, typicalMiss: 0.0722423057 },
    },
    {
      name: 'contention at 0',
      points: measured(upTo8, [10, 19.9, 29.5, 38, 40, 40.5]),
      expected: {
        linearGain: 10.58275679,
        contention: 0,
        coherency: 0.01857205,
        peak: 7.3378715,
        typicalMiss: 0.0721052637,
      },
    },
  ])('fits as scipy does: $name', ({ points, expected }) => {
    const { values, refused } = fitUsl(points);
    expect(refused).toBeNull();
    for (const [name, value] of Object.entries(expected)) {
      expect(Math.abs((values[name] ?? NaN) - value)).toBeLessThanOrEqual(1e-6 * value);
    }
    expect(values['points']).toBe(points.length);
  });

  test('recovers planted parameters exactly, at any scale of throughput', () => {
    const planted = fc.record({
      linearGain: fc.integer({ min: -9, max: 12 }).map((power) => 3.7 * 10 ** power),
      contention: fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 5, noNaN: true })),
      coherency: fc.oneof(fc.constant(0), fc.double({ min: 1e-5, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(planted, fc.constantFrom(upTo8, upTo16, [2, 5, 9, 17, 33, 64]), (law, threads) => {
        const { values, refused } = fitUsl(pointsOf(threads, (count) => uslThroughput(law, count)));
        expect(refused).toBeNull();
        const rounding = 1e-8 * (1 + law.contention + law.coherency);
        expect((values['linearGain'] ?? NaN) / law.linearGain).toBeCloseTo(1, 7);
        expect(Math.abs((values['contention'] ?? NaN) - law.contention)).toBeLessThan(rounding);
        expect(Math.abs((values['coherency'] ?? NaN) - law.coherency)).toBeLessThan(rounding);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    [{ linearGain: 2e6, contention: 0.05, coherency: 0.01 }, upTo8, 0.02],
    [{ linearGain: 2e6, contention: 0.3, coherency: 0.002 }, upTo16, 0.03],
    [{ linearGain: 50, contention: 3, coherency: 0.1 }, upTo16, 0.03],
    [{ linearGain: 50, contention: 0.1, coherency: 0 }, upTo8, 0.02],
    [{ linearGain: 50, contention: 0, coherency: 0.02 }, upTo8, 0.02],
  ])('holds planted %j in its intervals nearly always', (law, threads, deviation) => {
    const trials = 12;
    const held = { linearGain: 0, contention: 0, coherency: 0, peak: 0 };
    const truth = { ...law, peak: law.contention >= 1 ? 1 : Math.sqrt((1 - law.contention) / law.coherency) };
    for (let trial = 0; trial < trials; trial += 1) {
      const factor = noise(trial + 1, deviation);
      const { values } = fitUsl(
        pointsOf(threads, (count) => uslThroughput(law, count) * factor()),
        {},
        trial,
      );
      for (const name of ['linearGain', 'contention', 'coherency', 'peak'] as const) {
        const [low, high] = [values[`${name}Low`] ?? Infinity, values[`${name}High`] ?? Infinity];
        if (low <= truth[name] && truth[name] <= high) held[name] += 1;
      }
    }
    // Of intervals that hold the truth with 95%, fewer than 8 of 12 would do so with a probability of 0.02%.
    expect(Math.min(...Object.values(held))).toBeGreaterThanOrEqual(8);
  });

  test('scales with the unit, and nothing but the gain does', () => {
    const factor = noise(5, 0.03);
    const points = pointsOf(upTo8, (count) => count * 0.9 ** count * factor());
    const once = fitUsl(points).values;
    const thousandfold = fitUsl(points.map((at) => ({ ...at, throughput: 1000 * at.throughput }))).values;
    for (const [name, value] of Object.entries(once)) {
      const expected = name.startsWith('linearGain') ? 1000 * value : value;
      expect(Math.abs((thousandfold[name] ?? NaN) - expected)).toBeLessThanOrEqual(1e-6 * expected);
    }
  });

  test('repeats exactly by its seed, in any order of its points, and fits the record', () => {
    const factor = noise(9, 0.03);
    const points = pointsOf(
      upTo8,
      (count) => uslThroughput({ linearGain: 7, contention: 0.1, coherency: 0.02 }, count) * factor(),
    );
    const fit = fitUsl(points, { lock: 'mcs' }, 3);
    expect(fitUsl(points, { lock: 'mcs' }, 3)).toEqual(fit);
    expect(fitUsl(points, { lock: 'mcs' }, 4).values['linearGainHigh']).not.toBe(fit.values['linearGainHigh']);
    expect(fitUsl([...points].reverse()).values['contention']).toBeCloseTo(fit.values['contention'] ?? NaN, 6);
    expect(runRecord.shape.fits.parse([fit])).toEqual([fit]);
    expect(fit.kind).toBe('usl');
    expect(fit.params).toEqual({ lock: 'mcs' });
  });

  test.each([
    [0.19, 0.01, 9],
    [0, 0.25, 2],
    [0.5, 2, 1],
    [1.5, 0.01, 1],
  ])('with contention %s and coherency %s has its peak at %s threads', (contention, coherency, peak) => {
    const law = { linearGain: 10, contention, coherency };
    const { values } = fitUsl(pointsOf(upTo16, (count) => uslThroughput(law, count)));
    expect(values['peak']).toBeCloseTo(peak, 6);
    for (const count of upTo16) {
      expect(uslThroughput(law, count)).toBeLessThanOrEqual(uslThroughput(law, peak) * (1 + 1e-12));
    }
  });

  test('has no peak where threads cost one another nothing', () => {
    const { values } = fitUsl(pointsOf(upTo8, (count) => 3 * count));
    expect(values['coherency']).toBe(0);
    expect(values).not.toHaveProperty('peak');
  });
});

describe('the Universal Scalability Law refuses, in words,', () => {
  const needs = 'and the Universal Scalability Law needs at least 6';
  test.each([
    ['too few points', [1, 2, 4, 8], `4 points, ${needs}. Add 3, 6 and 12 threads.`],
    ['a single one', [1], `1 point, ${needs}. Add 2, 3, 4, 6 and 8 threads.`],
    ['one too few', [1, 2, 3, 4, 8], `5 points, ${needs}. Add 6 and 12 threads.`],
    ['none', [], `0 points, ${needs}. Add 1, 2, 3, 4, 6 and 8 threads.`],
    [
      'all at one number of threads',
      [4, 4, 4, 4, 4, 4],
      `All 6 points are at 4 threads, ${needs} numbers of threads. Add 1, 2, 3, 6 and 8 threads.`,
    ],
    [
      'many points at few numbers of threads',
      [1, 1, 1, 2, 2, 2, 4, 4, 4],
      `9 points, but at 3 numbers of threads only, ${needs}. Add 3, 6 and 8 threads.`,
    ],
    [
      'no thread',
      [0, 1, 2, 3, 4, 6],
      'A point is at 0 threads, and the Universal Scalability Law is about whole numbers from 1 up.',
    ],
  ])('%s', (_, threads, refused) => {
    expect(fitUsl(pointsOf(threads, (count) => 10 + count))).toEqual({ kind: 'usl', params: {}, values: {}, refused });
  });

  test.each([
    [NaN, 'The throughput at 4 threads is not a finite number, so no curve can pass by it.'],
    [Infinity, 'The throughput at 4 threads is not a finite number, so no curve can pass by it.'],
    [0, 'The throughput at 4 threads is 0, and the Universal Scalability Law is about throughputs above 0.'],
    [-2, 'The throughput at 4 threads is −2, and the Universal Scalability Law is about throughputs above 0.'],
  ])('a throughput of %s', (throughput, refused) => {
    expect(fitUsl(pointsOf(upTo8, (count) => (count === 4 ? throughput : count))).refused).toBe(refused);
  });

  test('points of another shape, and says how far off and where', () => {
    const steps = measured(upTo8, [50, 20, 12, 9, 8, 7.5]);
    expect(fitUsl(steps)).toEqual({
      kind: 'usl',
      params: {},
      values: {},
      refused:
        'These points do not lie on a curve of the Universal Scalability Law: typically they miss it by 15.6%, and a gate ' +
        'that passed explains at most 10%. Farthest off: 4 threads, 14.8% below the curve.',
    });
  });

  test('points that say nothing of one thread', () => {
    const beyond = pointsOf([4, 6, 8, 12, 16, 24], (count) => count / (count * (count - 1) - 0.5));
    expect(fitUsl(beyond).refused).toBe(
      'These points leave open what one thread alone reaches, and the Universal Scalability Law counts from there. Add 1 thread.',
    );
  });

  test('whatever it is given, and never throws', () => {
    const anyPoint = fc.record({ threads: fc.double(), throughput: fc.double() });
    const possible = fc.record({ threads: fc.maxSafeNat(), throughput: fc.double({ min: 0 }) });
    const likely = fc.record({ threads: fc.integer({ min: 1, max: 20 }), throughput: fc.double({ min: 9, max: 10 }) });
    const lists = [fc.oneof(likely, anyPoint), possible, likely].map((of) => fc.array(of, { maxLength: 16 }));
    fc.assert(
      fc.property(fc.oneof(...lists), (points) => {
        const fit = fitUsl(points);
        expect(runRecord.shape.fits.parse([fit])).toEqual([fit]);
        expect(fit.refused ?? 'Fitted.').toMatch(/^[A-Z0-9].*\.$/);
        expect(Object.keys(fit.values).length > 0).toBe(fit.refused === null);
      }),
      { numRuns: 60 },
    );
  });
});
