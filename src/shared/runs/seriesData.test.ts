import { expect, test } from 'vitest';
import { chartAxes } from './chartAxes.ts';
import type { Point } from './record.ts';
import { seriesXs, timeLines } from './seriesData.ts';
import { recordOf } from './testing/records.ts';

function pointOf(engine: string, threads: number): Point {
  const values = Array.from({ length: threads }, (_, thread) => [3e9 + thread, null, 2e9 + thread]);
  return {
    params: { engine, threads, duration: 1 },
    repeats: [],
    metrics: {},
    series: { clockOverTime: { unit: 'hertz', at: [1, 1.05, 4], repeat: [0, 0, 1], values } },
    noisy: false,
    oversubscribed: false,
  };
}

function linesOf(engines: string[], threads: number) {
  const points = engines.map((engine) => pointOf(engine, threads));
  const record = recordOf([], { experiment: 'clock-speed', points });
  record.request = { experiment: 'clock-speed', parameters: { engine: engines, threads: [threads] }, repeats: 2 };
  const axes = chartAxes(record);
  const panel = axes.panels[0];
  if (panel === undefined) throw new Error('The record has no panel.');
  return timeLines(panel, axes, 'clockOverTime', threads);
}

test('a line breaks where a repeat ends and where a thread has no value', () => {
  expect(linesOf(['wasm'], 1)[0]?.points).toEqual([
    { at: 1, value: 3e9 },
    { at: 1.05, value: null },
    { at: 4, value: null },
    { at: 4, value: 2e9 },
  ]);
});

test.each([
  [['wasm'], 1, ['wasm']],
  [['wasm'], 2, ['thread 1', 'thread 2']],
  [['wasm', 'native'], 1, ['wasm', 'native']],
  [['wasm', 'native'], 2, ['wasm, thread 1', 'wasm, thread 2', 'native, thread 1', 'native, thread 2']],
])('lines of %j with %d threads are told apart by name and slot', (engines, threads, names) => {
  const lines = linesOf(engines, threads);
  expect(lines.map(({ name }) => name)).toEqual(names);
  expect(new Set(lines.map(({ slot }) => slot)).size).toBe(names.length);
});

test('the clock is drawn over time of the fewest threads and of the most; what happens elsewhere, of the most', () => {
  const threads = [1, 2, 4];
  const xsOf = (experiment: string) => {
    const record = recordOf([], { experiment, points: threads.map((count) => pointOf('wasm', count)) });
    record.request = { experiment, parameters: { engine: ['wasm'], threads }, repeats: 2 };
    const axes = chartAxes(record);
    return axes.panels.flatMap((panel) => seriesXs(record, panel, axes, 'clockOverTime'));
  };
  expect([xsOf('clock-speed'), xsOf('lock-contention')]).toEqual([[1, 4], [4]]);
});
