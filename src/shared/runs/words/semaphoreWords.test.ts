import { expect, test } from 'vitest';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';
import { semaphore } from '../../lab/catalogue/semaphore.ts';

test('tells what more threads gain with each number of permits, then how many were inside', () => {
  const at = (threads: number, permits: number, rate: number, meanInside: number) => ({
    params: { threads, permits },
    metrics: {
      throughput: [rate * 0.95, rate, rate * 1.05],
      maxInside: Array<number>(3).fill(Math.min(threads, permits)),
      meanInside: Array<number>(3).fill(meanInside),
    },
  });
  const fixed = { engine: 'wasm', kind: 'counting', criticalSection: 1e-5, duration: 0.5 };
  const record = signalRecord(semaphore, fixed, [
    at(1, 1, 1e5, 1),
    at(4, 1, 0.9e5, 1),
    at(1, 4, 1e5, 1),
    at(4, 4, 3.8e5, 3.87),
  ]);
  expect(resultText(record)).toBe(
    'From 1 to 4 threads 4 permits gains 280% in throughput (range of 3 repeats 244 to 320%) and 1 permit keeps 90% (81 to 99%). ' +
      'At 4 threads at most 4 were inside with 4 permits (3.87 on average) and 1 with 1 permit (1).',
  );
});
