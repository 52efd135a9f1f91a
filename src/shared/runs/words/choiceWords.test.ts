import { expect, test } from 'vitest';
import { managerProxies } from '../../lab/catalogue/manager-proxies.ts';
import { startCost } from '../../lab/catalogue/start-cost.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (engine: string, kind: string, latency: number, noisy = false) => ({
  params: { engine, kind },
  metrics: { startLatency: [latency * 0.9, latency, latency * 1.1] },
  noisy,
});

test('tells the best choice of each engine, and how many times that the others are', () => {
  const record = signalRecord(startCost, { count: 20 }, [
    at('python', 'thread', 300e-6),
    at('python', 'fork', 18e-3),
    at('python', 'spawn', 90e-3),
    at('native', 'thread', 200e-6),
    at('native', 'fork', 600e-6),
  ]);
  expect(resultText(record)).toBe(
    'On python thread has the lowest start latency, 300 µs (range of 3 repeats 270 to 330 µs); spawn has 300 times that (245 to 367) and fork 60 times (49 to 73). ' +
      'On native thread has the lowest start latency, 200 µs (180 to 220 µs); fork has 3 times that (2.5 to 3.7).',
  );
});

test('a choice that could not be judged is named in singular, as a number of one is', () => {
  const kind = signalRecord(startCost, { count: 20 }, [
    at('python', 'thread', 300e-6),
    at('python', 'fork', 18e-3, true),
  ]);
  expect(resultText(kind)).toContain('python at kind fork could not be judged');
  const type = signalRecord(managerProxies, { engine: 'python', duration: 0.2 }, [
    { params: { processes: 1, type: 'Event' }, metrics: { operationsPerSecond: [18e3, 18e3, 18e3] } },
  ]);
  expect(resultText(type)).toContain('With 1 process a manager does');
});

test('a choice that was disturbed is not compared', () => {
  const record = signalRecord(startCost, { count: 20 }, [
    at('python', 'thread', 300e-6),
    at('python', 'fork', 18e-3, true),
  ]);
  expect(resultText(record)).toMatch(
    /^On python thread has the lowest start latency, 300 µs \(range of 3 repeats 270 to 330 µs\)\. /,
  );
});
