import { expect, test } from 'vitest';
import { resultText } from '../resultWords.ts';
import { lostUpdateRecord } from '../testing/countingRecords.ts';

const point = (interpreter: string, body: string, lock: string, share: number[]) => ({
  params: { engine: 'python', interpreter, body, target: 'object', lock, threads: 4 },
  metrics: { lostShare: share, throughput: share.map(() => 1e6), runningThreads: share.map(() => 1) },
});

test('lost-update over interpreters tells where a loss was seen, where it was not observed, and never that a bare increment is safe', () => {
  const record = lostUpdateRecord([
    point('2.7', 'bare', 'none', [0.5, 0.52, 0.54]),
    point('3.9', 'bare', 'none', [0.4, 0.41, 0.5]),
    point('3.13', 'bare', 'none', [0, 0, 0]),
    point('2.7', 'call', 'none', [0.5, 0.56, 0.6]),
    point('3.9', 'call', 'none', [0.5, 0.57, 0.6]),
    point('3.13', 'call', 'none', [0.3, 0.42, 0.5]),
    ...['2.7', '3.9', '3.13'].map((interpreter) => point(interpreter, 'bare', 'Lock', [0, 0, 0])),
  ]);
  expect(resultText(record)).toBe(
    'With body bare, at 4 threads without a lock increments were lost on Python 2.7 (52%) and Python 3.9 (41%); on Python 3.13 a loss was not observed, which does not rule it out. ' +
      'With body call, at 4 threads without a lock increments were lost on Python 2.7 (56%), Python 3.9 (57%) and Python 3.13 (42%). ' +
      'Lock lost none on any of them.',
  );
});
