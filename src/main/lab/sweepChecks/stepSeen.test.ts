import { expect, test } from 'vitest';
import { falseSharing } from '../../../shared/lab/catalogue/false-sharing.ts';
import type { Point } from '../../../shared/runs/record.ts';
import { signalRecord } from '../../../shared/runs/testing/countingRecords.ts';
import { environmentOf } from '../environment.ts';
import { judgeSweeps } from '../sweepChecks.ts';
import { testMachine } from '../testing/testMachine.ts';
import { stepSeen } from './stepSeen.ts';

/** Million additions a second by stride, of threads that are pinned. */
function pointsOf(byStride: Readonly<Record<number, number>>, { threads = 2, pins = 1, noisy = false } = {}): Point[] {
  const shapes = Object.entries(byStride).map(([stride, million]) => ({
    params: { threads, stride: Number(stride) },
    metrics: { throughput: [million * 1e6] },
    noisy,
  }));
  const { points } = signalRecord(falseSharing, { engine: 'wasm', duration: 0.2 }, shapes);
  for (const { repeats } of points) for (const { gate } of repeats) gate.readings['pins'] = pins;
  return points;
}

const judged = (points: readonly Point[], machine = testMachine) =>
  judgeSweeps(falseSharing, points, environmentOf(machine), [stepSeen]).map(({ outcome, detail }) => [outcome, detail]);

test('a step of three times is one', () => {
  const points = pointsOf({ 8: 400, 64: 1200, 128: 1200 });
  expect(judged(points)).toEqual([['passed', '3 times: 400 M/s 8 B apart, 1.2 G/s 128 B apart']]);
});

test('a step of less than one and a half is none', () => {
  expect(judged(pointsOf({ 8: 400, 128: 590 }))[0]?.[0]).toBe('failed');
});

test('a step that was seen on a busy machine proves nothing', () => {
  expect(judged(pointsOf({ 8: 400, 128: 1200 }, { noisy: true }))[0]?.[0]).toBe('inconclusive');
});

test.each([
  ['of one thread', pointsOf({ 8: 400, 128: 400 }, { threads: 1 })],
  ['of more threads than cores', pointsOf({ 8: 400, 128: 400 }, { threads: 3 })],
  ['where a pin did not hold', pointsOf({ 8: 400, 128: 400 }, { pins: 0.5 })],
  ['without both strides', pointsOf({ 8: 400, 64: 400 })],
])('%s nothing is judged', (_which, points) => expect(judged(points)).toEqual([]));

test('where only some CPUs may be used, two of them may be on one core', () => {
  const cpus = [0, 1, 2, 3].map((id) => ({ ...testMachine.cpus[0]!, id, core: id % 2 }));
  const few = { ...testMachine, cpus, limits: { ...testMachine.limits, cpus: 2, allowedCpus: [0, 2] } };
  expect(judged(pointsOf({ 8: 400, 128: 400 }), few)).toEqual([]);
});
