import { expect, test } from 'vitest';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import type { Point } from '../../shared/runs/record.ts';
import { amdahlThroughput } from '../../shared/statistics/amdahl.ts';
import { uslThroughput } from '../../shared/statistics/usl.ts';
import { scalingFits } from './scalingFits.ts';

const planted = { linearGain: 5e6, contention: 0.3, coherency: 0.02 };

function point(
  lock: string,
  threads: number,
  disturbed: Partial<Point> = {},
  median = uslThroughput(planted, threads),
): Point {
  return {
    params: { lock, threads, engine: 'wasm' },
    repeats: [],
    metrics: { throughput: { unit: 'perSecond', median, low: median, high: median, n: 5, interval: 'range' } },
    noisy: false,
    oversubscribed: false,
    ...disturbed,
  };
}

const counts = [1, 2, 3, 4, 6, 8, 12];

test('finds what was planted, a fit for each line', () => {
  const fits = scalingFits(
    lockContention,
    [...counts.map((n) => point('tas', n)), ...counts.map((n) => point('mcs', n))],
    1,
  ).filter(({ kind }) => kind === 'usl');
  expect(fits.map(({ params }) => params)).toEqual([
    { lock: 'tas', engine: 'wasm' },
    { lock: 'mcs', engine: 'wasm' },
  ]);
  for (const { values, refused } of fits) {
    expect(refused).toBeNull();
    expect(values['contention']).toBeCloseTo(planted.contention, 3);
    expect(values['coherency']).toBeCloseTo(planted.coherency, 3);
  }
});

test('finds the serial fraction where threads wait for nothing else, and refuses it where they do', () => {
  const law = { singleThreadRate: 5e6, serialFraction: 0.2 };
  const serial = counts.map((n) => point('tas', n, {}, amdahlThroughput(law, n)));
  const falling = counts.map((n) => point('mcs', n, {}, uslThroughput({ ...planted, coherency: 0.3 }, n)));
  const fits = scalingFits(lockContention, [...serial, ...falling], 1);
  const [tas, mcs] = fits.filter(({ kind }) => kind === 'amdahl');
  expect(tas?.params).toEqual({ lock: 'tas', engine: 'wasm' });
  expect(tas?.values['serialFraction']).toBeCloseTo(law.serialFraction, 6);
  expect(mcs?.refused).toMatch(/Amdahl's law/);
});

test('counts only points that were not disturbed and had a CPU for each thread', () => {
  const points = counts.map((n) => point('tas', n, n > 4 ? { oversubscribed: true } : n === 3 ? { noisy: true } : {}));
  const [fit] = scalingFits(lockContention, points, 1);
  expect(fit?.values).toEqual({});
  expect(fit?.refused).toMatch(/^3 points, and .* needs at least 6/);
});

test('fits nothing where one number of threads was asked for', () => {
  expect(scalingFits(lockContention, [point('tas', 2), point('mcs', 2)], 1)).toEqual([]);
});
