import { expect, test } from 'vitest';
import { rwLock } from '../../lab/catalogue/rw-lock.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

test('tells how each preference scales, then what readers and writers got', () => {
  const at = (threads: number, preference: string, rate: number) => ({
    params: { threads, preference },
    metrics: {
      throughput: [rate * 0.95, rate, rate * 1.05],
      readThroughput: Array<number>(3).fill(rate * 0.9),
      writeThroughput: Array<number>(3).fill(rate * 0.1),
    },
  });
  const fixed = { engine: 'wasm', readShare: 0.9, criticalSection: 2e-6, duration: 0.5 };
  const points = [at(1, 'reader', 4e5), at(1, 'writer', 4e5), at(4, 'reader', 8e5), at(4, 'writer', 2e5)];
  expect(resultText(signalRecord(rwLock, fixed, points))).toBe(
    'From 1 to 4 threads reader gains 100% in throughput (range of 3 repeats 81 to 121%) and writer loses 50% (45 to 55%). ' +
      'At 4 threads there were 720 k/s reads and 80 k/s writes with preference reader and 180 k/s reads and 20 k/s writes with preference writer.',
  );
});
