import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runRequest } from '../runs/record.ts';
import { lockContention } from './catalogue/lock-contention.ts';
import { estimate, parseParameter, parseRequest, planRun } from './plan.ts';
import { lockNames } from './lockKinds.ts';

const request = fc
  .record({
    lock: fc.uniqueArray(fc.constantFrom(...lockNames), { minLength: 1 }),
    threads: fc.uniqueArray(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 6 }),
    repeats: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ repeats, ...parameters }) => parseRequest(lockContention, { parameters, repeats }));
const seed = fc.integer({ min: 0, max: 0xffffffff });

describe('a request', () => {
  test('left empty asks for the defaults of the catalogue', () => {
    expect(parseRequest(lockContention, {})).toEqual({
      experiment: 'lock-contention',
      parameters: {
        engine: ['wasm'],
        lock: ['tas', 'mcs', 'futex'],
        threads: [1, 2],
        criticalSection: [100e-9],
        thinkTime: [100e-9],
        placement: ['free'],
        duration: [0.5],
      },
      repeats: 5,
    });
  });

  test('is one that the contract takes', () =>
    fc.assert(
      fc.property(request, (asked) => {
        expect(runRequest.parse(asked)).toEqual(asked);
      }),
    ));

  test.each([
    [
      { parameters: { lock: ['spin'] } },
      'lock: there is no "spin". There are tas, ttas, backoff, ticket, mcs, clh, futex.',
    ],
    [{ parameters: { locks: ['tas'] } }, /has no parameter "locks". It has engine, lock, threads/],
    [{ parameters: { threads: [0] } }, 'threads: 0 is not within 1 to 64.'],
    [{ parameters: { threads: [1.5] } }, 'threads: 1.5 is not a whole number.'],
    [{ parameters: { threads: [1, 2, 1] } }, 'threads: 1 is named twice.'],
    [{ parameters: { threads: ['two'] } }, 'threads: "two" is not a number.'],
    [{ parameters: { threads: [] } }, 'threads: name at least one value.'],
    [{ parameters: { duration: [1, 2] } }, 'duration takes one value, not 2.'],
    [{ parameters: { engine: ['python'] } }, 'engine: lock-contention has no engine "python". It has wasm.'],
    [{ repeats: 0 }, /repeats/],
    ['nothing', /cannot be read/],
  ])('%j is refused in words', (raw, words) => {
    expect(() => parseRequest(lockContention, raw)).toThrow(
      expect.objectContaining({ code: 'badInput', message: expect.stringMatching(words) }),
    );
  });

  test('for an engine without a value is refused with the engines that have it', () => {
    const both = { ...lockContention, engines: ['wasm', 'python'] as const };
    expect(() => parseRequest(both, { parameters: { engine: ['python'], lock: ['mcs'] } })).toThrow(
      'lock: the engine python has no mcs. The engines that have it: wasm.',
    );
  });

  test('is written with units and lists', () => {
    expect(parseParameter(lockContention, 'criticalSection', '0, 200ns')).toEqual([0, 200e-9]);
    expect(parseParameter(lockContention, 'lock', 'tas,mcs')).toEqual(['tas', 'mcs']);
  });
});

describe('a plan', () => {
  test('holds every combination once', () =>
    fc.assert(
      fc.property(request, seed, (asked, number) => {
        const { points } = planRun(lockContention, asked, number);
        expect(points).toHaveLength(estimate(lockContention, asked).points);
        expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(points.length);
        for (const point of points)
          expect(Object.keys(point)).toEqual(['engine', ...Object.keys(lockContention.parameters)]);
      }),
    ));

  test('has every point once in every round', () =>
    fc.assert(
      fc.property(request, seed, (asked, number) => {
        const { points, order } = planRun(lockContention, asked, number);
        const all = [...points.keys()];
        for (let round = 0; round < asked.repeats; round += 1) {
          expect(order.slice(round * all.length, (round + 1) * all.length).sort((a, b) => a - b)).toEqual(all);
        }
        expect(order).toHaveLength(all.length * asked.repeats);
      }),
    ));

  test('comes back in the same order from the same seed, and in another from another', () => {
    const asked = parseRequest(lockContention, { parameters: { threads: [1, 2, 4, 8] } });
    expect(planRun(lockContention, asked, 7)).toEqual(planRun(lockContention, asked, 7));
    expect(planRun(lockContention, asked, 7).order).not.toEqual(planRun(lockContention, asked, 8).order);
  });
});

test('an estimate is the sum of its parts', () =>
  fc.assert(
    fc.property(request, (asked) => {
      const e = estimate(lockContention, asked);
      expect(e.repeats).toBe(e.points * asked.repeats);
      expect(e.points).toBe(e.sweep.reduce((product, { values }) => product * values, 1));
      expect(e.total).toBeCloseTo(e.repeats * (e.seconds + e.startAndWarmUp) + e.calibration);
    }),
  ));
