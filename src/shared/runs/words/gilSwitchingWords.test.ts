import { expect, test } from 'vitest';
import { gilSwitching } from '../../lab/catalogue/gil-switching.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (cpuThreads: number, switchInterval: number, latency: number) => ({
  params: { cpuThreads, switchInterval },
  metrics: { medianLatency: [latency * 0.9, latency, latency * 1.1], switchesPerSecond: [400, 410, 420] },
});

test('tells for each interval how long an answer took with the fewest computing threads and with the most', () => {
  const fixed = { engine: 'python', interpreter: '3.12', duration: 1 };
  const record = signalRecord(gilSwitching, fixed, [
    at(0, 0.005, 0.00011),
    at(1, 0.005, 0.0051),
    at(3, 0.005, 0.027),
    at(0, 0.0001, 0.0001),
    at(1, 0.0001, 0.0002),
    at(3, 0.0001, 0.001),
  ]);
  expect(resultText(record)).toBe(
    'With switch interval 100 µs an answer took 100 µs with no computing thread (range of 3 repeats 90 to 110 µs) and 1 ms with 3 computing threads (900 µs to 1.1 ms). ' +
      'With switch interval 5 ms an answer took 110 µs with no computing thread (range of 3 repeats 99 to 121 µs) and 27 ms with 3 computing threads (24.3 to 29.7 ms).',
  );
});
