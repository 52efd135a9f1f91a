import { expect, test } from 'vitest';
import type { Environment, Point } from '../../../shared/runs/record.ts';
import { environmentOf } from '../environment.ts';
import { testMachine } from '../testing/testMachine.ts';
import { ladder } from './ladder.ts';

const caches = [
  { level: 1, type: 'data', sizeBytes: 32 * 1024 },
  { level: 1, type: 'instruction', sizeBytes: 64 * 1024 },
  { level: 2, type: 'unified', sizeBytes: 1024 ** 2 },
];
const machine: Environment = { ...environmentOf(testMachine), caches };

/** Latencies in nanoseconds by the set's KiB. */
function judge(curve: Readonly<Record<number, number>>, environment = machine, order = 'random') {
  const points = Object.entries(curve).map(([size, nanoseconds]): Point => {
    const median = nanoseconds * 1e-9;
    return {
      params: { engine: 'wasm', order, workingSet: Number(size) * 1024 },
      repeats: [],
      metrics: { loadLatency: { unit: 'seconds', median, low: median, high: median, n: 5, interval: 'range' } },
      noisy: false,
      oversubscribed: false,
    };
  });
  return ladder.judge({ params: { engine: 'wasm', order }, points }, environment);
}

const usual = { 8: 1.2, 32: 1.21, 64: 4.1, 512: 4.0, 1024: 6, 4096: 120 };

test('holds of a curve that rises, and says by how much it did not', () => {
  expect(judge(usual)).toEqual({
    holds: true,
    detail: 'at most 1.24% from a rising curve, at 64 KiB; a load from 4 MiB takes 100 times as long as from 8 KiB',
  });
});

test.each([
  ['that falls by a quarter', { ...usual, 512: 3 }],
  ['whose memory is hardly slower than the nearest cache', { ...usual, 4096: 11 }],
])('does not hold of a curve %s', (_, curve) => expect(judge(curve)?.holds).toBe(false));

test('asks nothing of memory where the machine reports larger caches than the sets, or none', () => {
  const flat = { 8: 1.2, 64: 4, 4096: 11 };
  const large = [...caches, { level: 3, type: 'unified', sizeBytes: 508 * 1024 ** 2 }];
  expect(judge(flat)?.holds).toBe(false);
  expect(judge(flat, { ...machine, caches: large })?.holds).toBe(true);
  const untold = [...caches, { level: 3, type: 'unified', sizeBytes: null }];
  expect(judge(flat, { ...machine, caches: untold })?.holds).toBe(true);
  expect(judge(flat, { ...machine, caches: [] })?.holds).toBe(true);
});

test('says nothing of links in sequence, nor of two points', () => {
  expect(judge(usual, machine, 'sequential')).toBeNull();
  expect(judge({ 8: 1.2, 4096: 120 })).toBeNull();
});
