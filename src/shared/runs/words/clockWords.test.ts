import { expect, test } from 'vitest';
import { summarise } from '../../statistics/summarise.ts';
import type { Unit } from '../../units/quantity.ts';
import type { Point, RunRecord } from '../record.ts';
import { resultText } from '../resultWords.ts';
import { recordOf } from '../testing/records.ts';

interface Shape {
  engine?: string;
  threads: number;
  clocks: readonly number[];
  alone?: number;
  cycles?: number;
  reported?: number;
  /** Of one thread: [repeat][window]. */
  overTime?: readonly (readonly number[])[];
  noisy?: boolean;
}

const units: Readonly<Record<string, Unit>> = {
  effectiveClock: 'hertz',
  aloneClock: 'hertz',
  reportedClock: 'hertz',
  multiplyCycles: 'count',
};

function pointOf({
  engine = 'wasm',
  threads,
  clocks,
  alone,
  cycles = 3.004,
  reported,
  overTime = [],
  noisy = false,
}: Shape): Point {
  const repeats = clocks.map((effectiveClock) => ({
    metrics: { effectiveClock, aloneClock: alone ?? null, multiplyCycles: cycles, reportedClock: reported ?? null },
    gate: { passed: !noisy, reasons: noisy ? ['steal 9%, limit 3%'] : [], readings: {} },
    outlier: false,
  }));
  const metrics = Object.entries(units).flatMap(([name, unit]) => {
    const summary = summarise(
      repeats.flatMap(({ metrics: own }) =>
        Object.entries(own).flatMap(([key, value]) => (key === name ? (value ?? []) : [])),
      ),
      unit,
    );
    return summary === null ? [] : [[name, summary] as const];
  });
  return {
    params: { engine, threads, duration: 1 },
    repeats,
    metrics: Object.fromEntries(metrics),
    series: {
      clockOverTime: {
        unit: 'hertz',
        at: overTime.flat().map((_, i) => i * 0.05),
        repeat: overTime.flatMap((clocks, repeat) => clocks.map(() => repeat)),
        values: [overTime.flat()],
      },
    },
    noisy,
    oversubscribed: false,
  };
}

function wordsOf(shapes: readonly Shape[], changes: Partial<RunRecord> = {}): string {
  const points = shapes.map(pointOf);
  const asked = (name: string) => [...new Set(points.flatMap(({ params }) => params[name] ?? []))];
  const parameters = { engine: asked('engine'), threads: asked('threads'), duration: [1] };
  const request = { experiment: 'clock-speed', parameters, repeats: 3 };
  return resultText(recordOf([], { experiment: 'clock-speed', points, request, checks: [], ...changes }));
}

test('one thread, and several beside one alone in the same repeat', () => {
  const words = wordsOf([
    { threads: 1, clocks: [3.2e9, 3.21e9, 3.19e9], reported: 2.1e9 },
    { threads: 2, clocks: [3e9, 3.04e9, 2.96e9], alone: 3.2e9, reported: 2.1e9 },
  ]);
  expect(words).toBe(
    'At 1 thread wasm ticks at 3.2 GHz (range of 3 repeats 3.19 to 3.21 GHz). ' +
      '2 threads together reach 94% of one alone on wasm (range of 3 repeats 93 to 95%). ' +
      'By this clock a multiply takes 3 cycles, a whole number as it must; the machine reports 2.1 GHz.',
  );
});

test('both engines in one sentence, and a machine that reports nothing', () => {
  const words = wordsOf([
    { threads: 1, clocks: [3.2e9, 3.2e9] },
    { engine: 'native', threads: 1, clocks: [3.21e9, 3.21e9] },
  ]);
  expect(words).toBe(
    'At 1 thread native ticks at 3.21 GHz (range of 2 repeats 3.21 GHz) and wasm at 3.2 GHz (3.2 GHz). ' +
      'By this clock a multiply takes 3 cycles, a whole number as it must; the machine does not report its present clock.',
  );
});

test('cycles that are no whole number are a doubt', () => {
  expect(wordsOf([{ threads: 1, clocks: [6.1e9], cycles: 5.6 }])).toContain(
    'a multiply takes 5.60 cycles, and that is no whole number: the adds may not have taken one cycle each;',
  );
});

test('a disturbed point is told as one, and no figure of it is', () => {
  const words = wordsOf([
    { threads: 1, clocks: [3.2e9, 3.2e9] },
    { threads: 2, clocks: [1e9, 1.1e9], alone: 3.2e9, noisy: true },
  ]);
  expect(words).toContain(
    'wasm at 2 threads could not be judged: 2 of 2 repeats were disturbed (first: steal 9%, limit 3%).',
  );
  expect(words).not.toContain('together');
});

/** Twelve windows from one clock to another, of which one was interrupted. */
const falling = (from: number, to: number) =>
  Array.from({ length: 12 }, (_, i) => (i === 5 ? 1e9 : from + ((to - from) * i) / 11));

test('a clock that falls within its repeats is told, with the largest fall first', () => {
  const words = wordsOf([
    { threads: 1, clocks: [3.2e9, 3.2e9], overTime: [falling(3.2e9, 3.2e9), falling(3.2e9, 3.19e9)] },
    { threads: 2, clocks: [3.2e9, 3.2e9], alone: 3.2e9, overTime: [falling(3.2e9, 2.6e9), falling(3.2e9, 2.7e9)] },
  ]);
  expect(words).toContain(
    'The clock falls within a repeat by 14% on wasm at 2 threads (range of 2 repeats 13 to 16%), from 3.15 GHz to 2.7 GHz: ' +
      'the cores are throttled by their heat or power, or a hypervisor gives them less.',
  );
});

test('one that only falls from repeat to repeat as well', () => {
  const level = (clock: number) => Array.from({ length: 12 }, () => clock);
  const words = wordsOf([{ threads: 1, clocks: [3e9, 3e9], overTime: [level(3.2e9), level(3e9), level(2.8e9)] }]);
  expect(words).toContain(
    'The clock falls from the first repeat to the last by 13% on wasm at 1 thread, from 3.2 GHz to 2.8 GHz:',
  );
});

test.each([
  ['a steady clock', [falling(3.2e9, 3.15e9)]],
  ['one that rises', [falling(2.6e9, 3.2e9)]],
  ['too few windows', [[3.2e9, 2.6e9]]],
])('%s has no fall', (_which, overTime) => {
  expect(wordsOf([{ threads: 1, clocks: [3.2e9], overTime }])).not.toContain('falls');
});
