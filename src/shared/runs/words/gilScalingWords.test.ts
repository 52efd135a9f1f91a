import { expect, test } from 'vitest';
import { gilScaling } from '../../lab/catalogue/gil-scaling.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (mode: string, workers: number, speedup: number, runningThreads: number, params = {}) => ({
  params: { mode, workers, body: 'arithmetic', ...params },
  metrics: {
    speedup: [speedup * 0.98, speedup, speedup * 1.01],
    throughput: Array<number>(3).fill(speedup * 5000),
    runningThreads: Array<number>(3).fill(runningThreads),
  },
});
const fixed = { engine: 'python', interpreter: '3.12', duration: 0.5 };

test('tells how many threads and processes ran at once, and what that gained', () => {
  const record = signalRecord(gilScaling, fixed, [
    at('serial', 1, 1, 0.99),
    at('serial', 4, 1, 0.99),
    at('threads', 1, 1, 0.99),
    at('threads', 4, 0.97, 0.987),
    at('processes', 1, 1, 0.99),
    at('processes', 4, 1.9, 1.94),
  ]);
  expect(resultText(record)).toBe(
    'On Python 3.12 4 threads of arithmetic ran 0.99 at once and gained nothing (0.97 times one of them, range of 3 repeats 0.95 to 0.98); ' +
      '4 processes ran 1.9 at once and did 1.9 times the work of one (1.9).',
  );
});

test('names the panel once where bodies or engines are several, and tells serial work where there is no other', () => {
  const record = signalRecord(gilScaling, fixed, [
    at('threads', 2, 0.99, 1),
    at('threads', 2, 1.85, 1.9, { body: 'gilReleasing' }),
  ]);
  expect(resultText(record)).toBe(
    'With body arithmetic: 2 threads ran 1 at once and gained nothing (0.99 times one of them, range of 3 repeats 0.97 to 1). ' +
      'With body gilReleasing: 2 threads ran 1.9 at once and did 1.9 times the work of one (range of 3 repeats 1.8 to 1.9).',
  );
  expect(resultText(signalRecord(gilScaling, fixed, [at('serial', 4, 1, 1)]))).toBe(
    'On Python 3.12 4 workers in one thread of arithmetic ran 1 at once and gained nothing (1 times one of them, range of 3 repeats 0.98 to 1).',
  );
});
