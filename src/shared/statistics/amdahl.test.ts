import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amdahlThroughput, fitAmdahl } from './amdahl.ts';
import { noise } from './testing/noise.ts';

const threads = [1, 2, 3, 4, 6, 8];
const pointsOf = (throughput: (threads: number, at: number) => number) =>
  threads.map((count, at) => ({ threads: count, throughput: throughput(count, at) }));

describe("Amdahl's law", () => {
  test('fits as scipy does', () => {
    // Reference: the least of sum((ln X - ln(rate N / (1 + s (N-1))))^2) by scipy 1.17 optimize.minimize (Nelder-Mead over
    // ln(rate) and logit(s), restarted 6 times); typicalMiss = exp(sqrt(sum / (points - 2))) - 1.
    const { kind, values, refused } = fitAmdahl(pointsOf((_, at) => [100, 185, 252, 310, 390, 455][at] ?? NaN));
    expect(kind).toBe('amdahl');
    expect(refused).toBeNull();
    expect(values['singleThreadRate']).toBeCloseTo(101.742878905, 5);
    expect(values['serialFraction']).toBeCloseTo(0.11069806998, 8);
    expect(values['typicalMiss']).toBeCloseTo(0.01419746646, 8);
  });

  test('recovers planted parameters exactly, at any scale of throughput', () => {
    const fraction = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 1e-4, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fraction, fc.integer({ min: -9, max: 12 }), (serialFraction, power) => {
        const law = { singleThreadRate: 3.7 * 10 ** power, serialFraction };
        const { values } = fitAmdahl(pointsOf((count) => amdahlThroughput(law, count)));
        expect((values['singleThreadRate'] ?? NaN) / law.singleThreadRate).toBeCloseTo(1, 8);
        expect(values['serialFraction']).toBeCloseTo(serialFraction, 8);
      }),
      { numRuns: 40 },
    );
  });

  test.each([0, 0.01, 0.2, 0.9])(
    'holds a planted serial fraction of %s in its interval nearly always',
    (serialFraction) => {
      const law = { singleThreadRate: 4e6, serialFraction };
      const trials = 12;
      let [rates, fractions] = [0, 0];
      for (let trial = 0; trial < trials; trial += 1) {
        const factor = noise(trial + 1, 0.02);
        const { values } = fitAmdahl(
          pointsOf((count) => amdahlThroughput(law, count) * factor()),
          {},
          trial,
        );
        const holds = (name: string, value: number) =>
          (values[`${name}Low`] ?? NaN) <= value && value <= (values[`${name}High`] ?? NaN);
        if (holds('singleThreadRate', law.singleThreadRate)) rates += 1;
        if (holds('serialFraction', serialFraction)) fractions += 1;
      }
      // Of intervals that hold the truth with 95%, fewer than 8 of 12 would do so with a probability of 0.02%.
      expect(rates).toBeGreaterThanOrEqual(8);
      expect(fractions).toBeGreaterThanOrEqual(8);
    },
  );

  test('keeps the fraction within 0 and 1, and refuses a throughput that falls far', () => {
    const faster = fitAmdahl(pointsOf((count) => count ** 1.05)).values;
    expect(faster['serialFraction']).toBe(0);
    const slower = fitAmdahl(pointsOf((count) => 1 / count));
    expect(slower.values).toEqual({});
    expect(slower.refused).toMatch(/^These points do not lie on a curve of Amdahl's law: typically they miss it by \d/);
  });

  test('asks for 5 points', () => {
    expect(fitAmdahl(pointsOf((count) => count).slice(0, 3)).refused).toBe(
      "3 points, and Amdahl's law needs at least 5. Add 4 and 6 threads.",
    );
  });
});
