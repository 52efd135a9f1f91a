import { expect, test } from 'vitest';
import { ioBound } from '../../lab/catalogue/io-bound.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (mode: string, workers: number, speedup: number) => ({
  params: { mode, workers },
  metrics: {
    speedup: [speedup * 0.99, speedup, speedup * 1.01],
    throughput: Array<number>(3).fill(speedup * 98),
  },
});

test('tells how many times the requests of one the workers made together', () => {
  const fixed = { engine: 'python', interpreter: '3.12', kind: 'socket', wait: 0.01, duration: 0.5 };
  const record = signalRecord(ioBound, fixed, [
    at('serial', 1, 1),
    at('threads', 1, 1),
    at('async', 1, 1),
    at('serial', 16, 1),
    at('threads', 16, 15.4),
    at('async', 16, 15.8),
  ]);
  expect(resultText(record)).toBe(
    'On Python 3.12 at 16 workers async made 16 times the requests of one worker (range of 3 repeats 16), threads 15 times (15 to 16) and serial 1 times (0.99 to 1).',
  );
});
