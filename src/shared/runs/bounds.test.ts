import { expect, test } from 'vitest';
import { boundsOf } from './bounds.ts';
import { chartAxes } from './chartAxes.ts';
import type { RunRecord } from './record.ts';
import { cacheRecord } from './testing/cacheRecords.ts';
import { atomicsRecord, lostUpdateRecord, type CountingPoint } from './testing/countingRecords.ts';
import { recordOf, testEnvironment } from './testing/records.ts';

const environment = { ...testEnvironment, cpus: 4, limits: { cpus: 2, source: 'cgroup quota' } };

function bounds(record: RunRecord, metric: string) {
  const axes = chartAxes(record);
  const [panel] = axes.panels;
  return panel === undefined ? [] : boundsOf(record, panel, axes, metric);
}

const counted = (counter: string, threads: number, throughput: number, more: Partial<CountingPoint> = {}) => ({
  params: { counter, threads },
  metrics: { throughput: [throughput], error: [0] },
  ...more,
});

test('a lock gains linearly up to where one thread at a time is inside', () => {
  const record = recordOf([1, 4].map((threads) => ({ lock: 'mcs', threads, throughput: [1e6] })));
  const [linear, serial] = bounds(record, 'throughput');
  expect(serial?.at.map(({ value }) => value)).toEqual([1 / 1.013e-7, 1 / 1.013e-7]);
  expect(linear?.formula).toBe('threads / 202.1 ns');
  expect(linear?.at.at(-1)?.value).toBeCloseTo(1 / 1.013e-7, -3);
});

test('a lock does not gain from more threads than CPUs', () => {
  const record = recordOf(
    [1, 8].map((threads) => ({ lock: 'mcs', threads, throughput: [1e6] })),
    { environment },
  );
  for (const point of record.points) point.achieved = { criticalSection: 1e-8, thinkTime: 9e-8 };
  const [linear] = bounds(record, 'throughput');
  expect(linear?.formula).toBe('min(threads, 2 CPUs) / 100 ns');
  expect(linear?.at.map(({ x, value }) => [x, Math.round(value / 1e6)])).toEqual([
    [1, 10],
    [2, 20],
    [8, 20],
  ]);
});

test('sharded counters gain linearly at most, over what one thread measured, and other counters have no bound', () => {
  const record = atomicsRecord([counted('atomic', 1, 5), counted('sharded', 1, 100), counted('sharded', 4, 150)], {
    environment,
  });
  const [linear, ...more] = bounds(record, 'throughput');
  expect(more).toEqual([]);
  expect(linear).toMatchObject({ name: 'linear gain of sharded', formula: 'min(threads, 2 CPUs) × 100/s' });
  expect(linear?.at).toEqual([
    { x: 1, value: 100 },
    { x: 2, value: 200 },
    { x: 4, value: 200 },
  ]);
  expect(bounds(record, 'error')).toEqual([]);
});

test('no bound rests on a point that was too noisy to judge', () => {
  const record = atomicsRecord([counted('sharded', 1, 100, { noisy: true }), counted('sharded', 4, 150)]);
  expect(bounds(record, 'throughput')).toEqual([]);
});

test('a clock is held against the highest that the machine reports, where it reports one', () => {
  const clock = (clockMax: number | null): RunRecord => ({
    ...recordOf([1, 2].map((threads) => ({ lock: 'mcs', threads, throughput: [1] }))),
    experiment: 'clock-speed',
    environment: { ...testEnvironment, clockMax },
  });
  expect(bounds(clock(null), 'effectiveClock')).toEqual([]);
  expect(bounds(clock(4.4e9), 'effectiveClock')).toMatchObject([{ name: 'reported maximum', formula: '4.4 GHz' }]);
});

test('caches end at the sizes that the machine reports, as far as they lie within the sets', () => {
  const caches = [16, 48, 4096].map((size, i) => ({ level: i + 1, type: 'unified', sizeBytes: size * 1024 }));
  const record = cacheRecord([{ order: 'random', at: { 32: 1, 64: 4 } }], caches);
  expect(bounds(record, 'loadLatency')).toEqual([
    { name: 'reported L2', formula: '48 KiB', at: [{ x: 48 * 1024, value: NaN }], upright: true },
  ]);
  expect(bounds(record, 'hugeShare')).toEqual([]);
});

test('of what is lost without a lock nothing is known beforehand', () => {
  const point = { params: { lock: 'none', threads: 2 }, metrics: { lostShare: [0.5], throughput: [1] } };
  expect(bounds(lostUpdateRecord([point]), 'lostShare')).toEqual([]);
});
