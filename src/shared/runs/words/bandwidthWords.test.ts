import { expect, test } from 'vitest';
import { summarise } from '../../statistics/summarise.ts';
import type { Environment, Point } from '../record.ts';
import { resultText } from '../resultWords.ts';
import { recordOf, testEnvironment } from '../testing/records.ts';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

interface Shape {
  operation: string;
  threads: number;
  /** GiB a second of each repeat. */
  moved: readonly number[];
  lines?: number;
}

const units = { bytesPerSecond: 'bytesPerSecond', loadLatency: 'seconds', linesInFlight: 'count' } as const;

function pointOf({ operation, threads, moved, lines = 20 }: Shape): Point {
  const repeats = moved.map((rate) => ({
    metrics: { bytesPerSecond: rate * GiB, loadLatency: 124e-9, linesInFlight: lines },
    gate: { passed: true, reasons: [], readings: {} },
    outlier: false,
  }));
  const summaries = Object.entries(units).flatMap(([name, unit]) => {
    const own = repeats.flatMap(({ metrics }) =>
      Object.entries(metrics).flatMap(([key, value]) => (key === name ? value : [])),
    );
    const summary = summarise(own, unit);
    return summary === null ? [] : [[name, summary] as const];
  });
  return {
    params: { engine: 'wasm', operation, threads, workingSet: 128 * MiB },
    repeats,
    metrics: Object.fromEntries(summaries),
    noisy: false,
    oversubscribed: false,
  };
}

function wordsOf(shapes: readonly Shape[], caches: Environment['caches'] = testEnvironment.caches): string {
  const points = shapes.map(pointOf);
  const asked = (name: string) => [...new Set(points.flatMap(({ params }) => params[name] ?? []))];
  const parameters = {
    engine: ['wasm'],
    operation: asked('operation'),
    threads: asked('threads'),
    workingSet: [128 * MiB],
  };
  const request = { experiment: 'memory-bandwidth', parameters, repeats: 3 };
  const environment = { ...testEnvironment, caches };
  return resultText(recordOf([], { experiment: 'memory-bandwidth', points, request, environment, checks: [] }));
}

test('what all threads move, how it grew, and how many lines that takes', () => {
  const words = wordsOf([
    { operation: 'read', threads: 1, moved: [10, 10, 10], lines: 20 },
    { operation: 'read', threads: 2, moved: [16, 15, 17], lines: 16 },
    { operation: 'copy', threads: 1, moved: [8, 8, 8], lines: 17 },
    { operation: 'copy', threads: 2, moved: [8, 8, 8], lines: 9 },
  ]);
  expect(words).toBe(
    'At 2 threads read moves 16 GiB/s (range of 3 repeats 15 to 17 GiB/s) and copy 8 GiB/s (8 GiB/s). ' +
      'From 1 to 2 threads read gains 60% in bandwidth (range of 3 repeats 50 to 70%) and copy keeps 100% (100%). ' +
      'Loads that wait for each other take 124 ns in as large a set, so a thread has 9 to 20 lines under way at once.',
  );
});

test('a set that the caches may hold is a doubt', () => {
  const caches = [{ level: 3, type: 'unified', sizeBytes: 508 * MiB }];
  expect(wordsOf([{ operation: 'read', threads: 1, moved: [30, 31] }], caches)).toContain(
    'A set of 128 MiB may stay in the caches: the machine reports 508 MiB at the last level.',
  );
  const untold = [{ level: 3, type: 'unified', sizeBytes: null }];
  expect(wordsOf([{ operation: 'read', threads: 1, moved: [30, 31] }], untold)).toContain(
    'A set of 128 MiB may stay in the caches: the machine does not tell the size of its L3.',
  );
});
