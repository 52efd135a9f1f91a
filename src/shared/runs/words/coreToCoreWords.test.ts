import { expect, test } from 'vitest';
import { coreToCore } from '../../lab/catalogue/core-to-core.ts';
import { summarise } from '../../statistics/summarise.ts';
import type { RunRecord } from '../record.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

interface Shape {
  engine?: string;
  /** Nanoseconds of each pair, by the CPUs' places: `pairs[i][j]` for j > i. */
  pairs: readonly (readonly number[])[];
  noisy?: boolean;
}

function recordFor(shapes: readonly Shape[], changes: Partial<RunRecord> = {}): RunRecord {
  const points = shapes.map(({ engine = 'wasm', pairs, noisy = false }) => ({
    params: { engine },
    metrics: pairs.length === 0 ? {} : { medianLatency: [50e-9, 52e-9, 54e-9], cacheLatency: [1e-9, 1.3e-9, 1.2e-9] },
    noisy,
  }));
  const record = signalRecord(coreToCore, { pairs: 2016, roundTrips: 5000 }, points, changes);
  record.points.forEach((point, index) => {
    const pairs = shapes[index]?.pairs ?? [];
    if (pairs.length === 0) return;
    const labels = Array.from({ length: pairs.length + 1 }, (_, i) => String(2 * i));
    const cell = (i: number, j: number) => {
      const value = pairs[Math.min(i, j)]?.[Math.abs(i - j) - 1];
      return value === undefined
        ? null
        : summarise(
            [0.9, 1, 1.1].map((share) => share * value * 1e-9),
            'seconds',
          );
    };
    const cells = labels.map((_, i) => labels.map((__, j) => cell(i, j)));
    const side = (title: string) => ({ title, labels });
    point.matrices = { latency: { unit: 'seconds', rows: side('from CPU'), columns: side('to CPU'), cells } };
  });
  return record;
}

test('one pair is told with its interval, and beside a load from L1', () => {
  expect(resultText(recordFor([{ pairs: [[52]] }]))).toBe(
    'The latency is 52 ns (range of 3 repeats 46.8 to 57.2 ns) between CPU 0 and CPU 2. ' +
      'A load from L1 takes 1.2 ns on wasm (range of 3 repeats 1 to 1.3 ns), of which the middle pair takes 43 times (38 to 54).',
  );
});

test('of several pairs the middle and the ends, each pair counted once', () => {
  const words = resultText(recordFor([{ pairs: [[20, 60], [66]] }]));
  expect(words).toContain(
    'The latency is 60 ns in the middle of 3 pairs: from 20 ns (between CPU 0 and CPU 2) to 66 ns (between CPU 2 and CPU 4).',
  );
  expect(words).toContain('The slowest pair takes on wasm 3.3 times as long as the fastest: it lies further apart.');
});

test('pairs that hardly differ are not told apart', () => {
  expect(resultText(recordFor([{ pairs: [[60, 62], [66]] }]))).not.toContain('further apart');
});

test('both engines have a sentence each', () => {
  const words = resultText(recordFor([{ pairs: [[52]] }, { engine: 'native', pairs: [[49]] }]));
  expect(words).toContain('On wasm the latency is 52 ns');
  expect(words).toContain('On native the latency is 49 ns');
});

test('without a pin there is no figure, and the reason is told', () => {
  const reason = 'Cannot pin thread 7 to CPU 1. Without a pin nobody could say between which CPUs the line went.';
  expect(resultText(recordFor([{ pairs: [] }], { notAvailable: { latency: reason } }))).toBe(
    `No matrix is drawn: ${reason}`,
  );
});

test('what was disturbed is told as such, without a figure', () => {
  expect(resultText(recordFor([{ pairs: [[52]], noisy: true }]))).toBe(
    'wasm at 5,000 round trips could not be judged: 3 of 3 repeats were disturbed (first: steal 4%, limit 3%).',
  );
});
