import { expect, test } from 'vitest';
import { processesTimesThreads } from '../../lab/catalogue/processes-times-threads.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (processes: number, threads: number, rate: number) => ({
  params: { processes, threads },
  metrics: { throughput: [rate * 0.95, rate, rate * 1.05] },
});

test('tells which split did most, and how often what the smallest did', () => {
  const fixed = { engine: 'python', interpreter: '3.12', cpuShare: 0.5, duration: 0.5 };
  const record = signalRecord(processesTimesThreads, fixed, [
    at(1, 1, 180),
    at(1, 4, 370),
    at(2, 1, 350),
    at(2, 4, 720),
  ]);
  expect(resultText(record)).toBe(
    '2 processes of 4 threads did most: 720/s (range of 3 repeats 684 to 756/s), 4 times what 1 process of 1 thread did (3.6 to 4.4).',
  );
  expect(resultText(signalRecord(processesTimesThreads, fixed, [at(2, 1, 350)]))).toBe(
    '2 processes of 1 thread did most: 350/s (range of 3 repeats 333 to 368/s).',
  );
});
