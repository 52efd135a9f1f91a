import { expect, test } from 'vitest';
import { processPool } from '../../lab/catalogue/process-pool.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const fixed = { engine: 'python', submit: 'apply_async', tasks: 50, taskTime: 1e-3 };
const at = (kind: string, workers: number, rate: number, held: number, wait: number, noisy = false) => ({
  params: { kind, workers },
  metrics: {
    throughput: [rate * 0.9, rate, rate * 1.1],
    callerWait: [held, held, held],
    queueWait: [wait, wait, wait],
  },
  noisy,
});

test('tells at the most workers who does the most tasks, how long each holds its caller and how long tasks wait', () => {
  const points = [
    at('threads', 1, 800, 6e-6, 25e-3),
    at('freshProcess', 4, 40, 24e-3, 12e-3),
    at('threads', 4, 3000, 5e-6, 6e-3),
  ];
  expect(resultText(signalRecord(processPool, fixed, points))).toBe(
    'With 4 workers threads do 3,000/s (range of 3 repeats 2,700 to 3,300/s), holding their caller 5 µs for each task and freshProcess 40/s (36 to 44/s), 24 ms. ' +
      'A task waits for its beginning 6 ms with threads and 12 ms with freshProcess.',
  );
});

test('leaves out what was disturbed', () => {
  const points = [at('threads', 4, 3000, 5e-6, 6e-3), at('processes', 4, 900, 40e-6, 8e-3, true)];
  expect(resultText(signalRecord(processPool, fixed, points))).toMatch(/^With 4 workers threads do .* for each task\./);
});
