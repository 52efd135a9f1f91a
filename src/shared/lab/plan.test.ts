import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartAxes } from '../runs/chartAxes.ts';
import { atomics } from './catalogue/atomics.ts';
import { lockContention } from './catalogue/lock-contention.ts';
import { lostUpdate } from './catalogue/lost-update.ts';
import { memorySharing } from './catalogue/memory-sharing.ts';
import { oversubscription } from './catalogue/oversubscription.ts';
import type { Experiment } from './experiment.ts';
import { estimate } from './estimate.ts';
import { planRun } from './plan.ts';
import { parseRequest } from './request.ts';
import { anyRequest } from './testing/anyRequest.ts';
import { warningsOf } from './warnings.ts';

const seed = fc.integer({ min: 0, max: 0xffffffff });

describe('a plan', () => {
  test('holds every combination once', () =>
    fc.assert(
      fc.property(anyRequest, seed, (asked, number) => {
        const { points } = planRun(lockContention, asked, number);
        expect(points).toHaveLength(estimate(lockContention, asked).points);
        expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(points.length);
        for (const point of points)
          expect(Object.keys(point)).toEqual(['engine', ...Object.keys(lockContention.parameters)]);
      }),
    ));

  test('has every point once in every round', () =>
    fc.assert(
      fc.property(anyRequest, seed, (asked, number) => {
        const { points, order } = planRun(lockContention, asked, number);
        const all = [...points.keys()];
        for (let round = 0; round < asked.repeats; round += 1) {
          expect(order.slice(round * all.length, (round + 1) * all.length).sort((a, b) => a - b)).toEqual(all);
        }
        expect(order).toHaveLength(all.length * asked.repeats);
      }),
    ));

  test('of several Pythons leaves out what one is too old for, and says so', () => {
    const parameters = {
      engine: ['python'],
      interpreter: ['3.7', '3.12'],
      kind: ['fork', 'sharedMemory'],
      writtenShare: [1],
    };
    const asked = parseRequest(memorySharing, { parameters });
    const pythons = new Map([
      ['3.7', { version: '3.7.16' }],
      ['3.12', { version: '3.12.1' }],
    ]);
    const { points, order } = planRun(memorySharing, asked, 1, pythons);
    expect(points.map(({ interpreter, kind }) => `${interpreter} ${kind}`)).toEqual([
      '3.7 fork',
      '3.12 fork',
      '3.12 sharedMemory',
    ]);
    expect(new Set(order)).toEqual(new Set([0, 1, 2]));
    expect(warningsOf(memorySharing, asked, 2, pythons)).toEqual([
      'Python 3.7 has no sharedMemory, which needs 3.8: left out.',
    ]);
  });

  test('comes back in the same order from the same seed, and in another from another', () => {
    const asked = parseRequest(lockContention, { parameters: { threads: [1, 2, 4, 8] } });
    expect(planRun(lockContention, asked, 7)).toEqual(planRun(lockContention, asked, 7));
    expect(planRun(lockContention, asked, 7).order).not.toEqual(planRun(lockContention, asked, 8).order);
  });
});

test('an estimate is the sum of its parts', () =>
  fc.assert(
    fc.property(anyRequest, (asked) => {
      const e = estimate(lockContention, asked);
      expect(e.repeats).toBe(e.points * asked.repeats);
      expect(e.points).toBeLessThanOrEqual(e.sweep.reduce((product, { values }) => product * values, 1));
      expect(e.total).toBeCloseTo(e.repeats * (e.seconds + e.startAndWarmUp) + e.calibration);
    }),
  ));

describe('before a run it is said', () => {
  const asked = (experiment: Experiment, lock: string[], threads: number[]) =>
    warningsOf(experiment, parseRequest(experiment, { parameters: { lock, threads } }), 2);

  test('that a first-in, first-out spin lock may collapse with more threads than CPUs', () => {
    expect(asked(lockContention, ['tas', 'ticket', 'mcs'], [1, 4])).toEqual([
      '4 threads on 2 CPUs: ticket and mcs may collapse, since the next in line may not be running.',
    ]);
    expect(asked(lockContention, ['futex'], [4])).toEqual(['4 threads are more than the 2 CPUs here.']);
  });

  test('nothing where there is a CPU for each, or where too many are what is asked', () => {
    expect(asked(lockContention, ['mcs'], [2])).toEqual([]);
    expect(asked(oversubscription, ['mcs'], [16])).toEqual([]);
  });
});

describe('a parameter that means something with some values of another alone', () => {
  const parameters = { counter: ['plain', 'approximate'], threads: [1, 2], threshold: [16, 1024] };
  const asked = parseRequest(atomics, { parameters, repeats: 3 });

  test('is in no point of the others, which are there once', () => {
    const { points, order } = planRun(atomics, asked, 1);
    const told = points.map(({ counter, threads, threshold }) => [counter, threads, threshold]);
    expect(told).toEqual([
      ['plain', 1, undefined],
      ['plain', 2, undefined],
      ['approximate', 1, 16],
      ['approximate', 1, 1024],
      ['approximate', 2, 16],
      ['approximate', 2, 1024],
    ]);
    expect(order).toHaveLength(18);
  });

  test('is estimated as it is planned', () => {
    expect(estimate(atomics, asked)).toMatchObject({ points: 6, repeats: 18 });
  });
});

describe('python', () => {
  const asked = (parameters: Record<string, (string | number)[]>) =>
    parseRequest(lostUpdate, { parameters: { threads: [1], ...parameters }, repeats: 1 });

  test('has parameters and defaults of its own, which the others do not bear', () => {
    expect(asked({ engine: ['python'] }).parameters).toMatchObject({
      lock: ['none', 'Lock'],
      increments: [1_000_000],
      body: ['bare', 'call'],
    });
    expect(asked({ engine: ['wasm'] }).parameters).not.toHaveProperty('body');
    expect(() => asked({ engine: ['wasm'], body: ['call'] })).toThrow('The engines that have it: python');
  });

  test('is measured on each interpreter, and other engines once', () => {
    const both = asked({ engine: ['wasm', 'python'], lock: ['none'], interpreter: ['3.9', '3.13'], body: ['bare'] });
    const { points } = planRun(lostUpdate, both, 1);
    expect(points.map(({ engine, interpreter }) => [engine, interpreter])).toEqual([
      ['wasm', undefined],
      ['python', '3.9'],
      ['python', '3.13'],
    ]);
    expect(estimate(lostUpdate, both).points).toBe(3);
    const panels = chartAxes({
      experiment: lostUpdate.id,
      request: both,
      points: points.map((params) => ({ params, repeats: [], metrics: {}, noisy: false, oversubscribed: false })),
    }).panels;
    expect(panels.map(({ title, points: own }) => [title, own.length])).toEqual([
      ['wasm', 1],
      ['Python 3.9', 1],
      ['Python 3.13', 1],
    ]);
  });

  test('takes longer, and the estimate says so', () => {
    const of = (engine: string) => estimate(lostUpdate, asked({ engine: [engine], lock: ['none'] })).startAndWarmUp;
    expect(of('python')).toBeGreaterThan(of('wasm'));
  });
});
