import { expect, test } from 'vitest';
import { barrier } from '../../lab/catalogue/barrier.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const fixed = { engine: 'wasm', work: 1e-4, duration: 0.5 };
function at(parties: number, straggler: number, rate: number, wait: number) {
  return {
    params: { parties, straggler },
    metrics: { phasesPerSecond: [rate * 0.95, rate, rate * 1.05], waitShare: [wait, wait, wait] },
  };
}

test('tells what a straggler leaves of the phases, and how long the parties wait', () => {
  const record = signalRecord(barrier, fixed, [at(2, 0, 9000, 0.06), at(4, 0, 8000, 0.08), at(4, 1, 4000, 0.42)]);
  expect(resultText(record)).toBe(
    'At 4 parties a straggler with 100% more work leaves 50% of the phases (range of 3 repeats 45 to 55%). ' +
      'Of their time the parties wait 8% without a straggler and 42% with one of 100% more work.',
  );
});

test('tells how the phases change with the parties where no line is without a straggler, or only that one', () => {
  const record = signalRecord(barrier, fixed, [at(2, 0, 8000, 0.06), at(4, 0, 4000, 0.08)]);
  expect(resultText(record)).toMatch(/^From 2 to 4 parties without a straggler loses 50% of its phases/);
});
