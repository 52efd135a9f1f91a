import { expect, test } from 'vitest';
import { event } from '../../lab/catalogue/event.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (engine: string, waiters: number, first: number, last: number, noisy = false) => ({
  params: { engine, waiters },
  metrics: { wakeFirst: [first, first, first], wakeLast: [last * 0.9, last, last * 1.1] },
  noisy,
});

test('tells after how long the first and the last waiter run, on each engine', () => {
  const record = signalRecord(event, { duration: 0.5 }, [
    at('wasm', 1, 50e-6, 50e-6),
    at('native', 1, 40e-6, 40e-6),
    at('wasm', 16, 50e-6, 400e-6),
    at('native', 16, 40e-6, 200e-6),
  ]);
  expect(resultText(record)).toBe(
    'With 1 waiter it runs 50 µs (range of 3 repeats 45 to 55 µs) after the set on wasm and 40 µs (36 to 44 µs) on native. ' +
      'With 16 waiters the first runs 50 µs after the set and the last 400 µs (360 to 440 µs) on wasm and 40 µs and 200 µs (180 to 220 µs) on native.',
  );
});

test('says what the figures are where the first engine could not be judged', () => {
  const record = signalRecord(event, { duration: 0.5 }, [
    at('wasm', 16, 50e-6, 400e-6, true),
    at('native', 16, 40e-6, 200e-6),
  ]);
  expect(resultText(record)).toMatch(
    /^With 16 waiters the first runs 40 µs after the set and the last 200 µs \(range of 3 repeats 180 to 220 µs\) on native\. /,
  );
});
