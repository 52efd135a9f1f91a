import { expect, test } from 'vitest';
import { contextSwitch } from '../../lab/catalogue/context-switch.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

test('tells what a round trip took at both ends of the working set, and its switches', () => {
  const at = (channel: string, workingSet: number, time: number) => ({
    params: { channel, workingSet },
    metrics: {
      roundTrip: [time * 0.9, time, time * 1.1],
      switchesPerSecond: [1.8 / time, 2 / time, 2.2 / time],
    },
  });
  const fixed = { engine: 'native', between: 'threads', placement: 'sameCpu', duration: 0.5 };
  const record = signalRecord(contextSwitch, fixed, [
    at('futex', 0, 4e-6),
    at('socket', 0, 8e-6),
    at('futex', 1024 ** 2, 40e-6),
    at('socket', 1024 ** 2, 50e-6),
  ]);
  expect(resultText(record)).toBe(
    'At working set 0 B a round trip took 8 µs (range of 3 repeats 7.2 to 8.8 µs) with socket and 4 µs (3.6 to 4.4 µs) with futex. ' +
      'At working set 1 MiB one took 50 µs (range of 3 repeats 45 to 55 µs) with socket and 40 µs (36 to 44 µs) with futex. ' +
      'At working set 0 B there were 500 k/s switches (range of 3 repeats 450 to 550 k/s) with futex and 250 k/s (225 to 275 k/s) with socket.',
  );
});
