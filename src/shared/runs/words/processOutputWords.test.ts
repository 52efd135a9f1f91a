import { expect, test } from 'vitest';
import { processOutput } from '../../lab/catalogue/process-output.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (lock: string, lineLength: number, broken: number, rate: number) => ({
  params: { lock, lineLength },
  metrics: { brokenLines: [broken * 0.9, broken, broken * 1.1], throughput: [rate * 0.9, rate, rate * 1.1] },
});
const fixed = { engine: 'python', processes: 4, lines: 1000 };

test('tells how many lines were broken, up to which length none was, and what the lock cost', () => {
  const record = signalRecord(processOutput, fixed, [
    at('none', 80, 0, 40_000),
    at('Lock', 80, 0, 20_000),
    at('none', 4096, 0, 30_000),
    at('Lock', 4096, 0, 15_000),
    at('none', 20_000, 0.5, 2000),
    at('Lock', 20_000, 0, 1000),
  ]);
  expect(resultText(record)).toBe(
    'At line length 20,000 50% of the lines (range of 3 repeats 45 to 55%) were broken without a lock and 0% (0%) with Lock. ' +
      'Without a lock no line of up to 4,096 characters was seen broken. ' +
      'There 2,000/s lines (range of 3 repeats 1,800 to 2,200/s) were printed without a lock and 1,000/s (900 to 1,100/s) with Lock.',
  );
});

test('says nothing of a length up to which none was broken where all were, or none', () => {
  for (const broken of [0, 0.5]) {
    const record = signalRecord(processOutput, fixed, [at('none', 80, broken, 2000), at('Lock', 80, 0, 1000)]);
    expect(resultText(record)).not.toContain('up to');
  }
});
