import { expect, test } from 'vitest';
import type { OriginReading } from '../../../shared/monitor/originReading.ts';
import { processOrigins, threadOrigins } from '../../../shared/monitor/origins.ts';
import { digitWords, formulaWords, resolutionWords, workedOut } from './originWords.ts';

const units = { ticksPerSecond: 100, pageBytes: 4096 };
const reading = (changes: Partial<OriginReading>): OriginReading => ({
  figures: [],
  isOtherwise: false,
  interval: null,
  value: NaN,
  ...units,
  ...changes,
});
const figure = (before: string | null, after: string) => ({ path: '', threads: null, before, after });

test.each([
  [processOrigins.cpu, 'Growth of (utime + stime) ÷ 100 ticks a second ÷ interval'],
  [processOrigins.runQueueDelay, 'Growth of Σ time waiting for a CPU ÷ 1,000,000,000 ÷ interval'],
  [processOrigins.residentBytes, 'resident × 4,096 bytes'],
  [processOrigins.uniqueBytes, '(Private_Clean + Private_Dirty) × 1,024 bytes'],
  [processOrigins.age, 'uptime − starttime ÷ 100 ticks a second'],
  [processOrigins.exitedThreadsCpuTime, '(utime + stime − Σ utime − Σ stime) ÷ 100 ticks a second'],
  [threadOrigins.timeslices, 'Growth of timeslices ÷ interval'],
  [processOrigins.nice, 'nice'],
])('a formula says how its figures become the value', (origin, words) => {
  expect(formulaWords(origin, units)).toBe(words);
});

test('before the figures have been read the factors are named, and no number is made up', () => {
  expect(formulaWords(processOrigins.cpu, null)).toBe('Growth of (utime + stime) ÷ ticks a second ÷ interval');
  expect(resolutionWords(processOrigins.cpu, null, 'cores')).toBe('One clock tick.');
});

test('the figures that were read stand in the formula, digit for digit', () => {
  const read = reading({ figures: [figure('1200', '1235'), figure('50', '55')], interval: 1, value: 0.4 });
  expect(workedOut(processOrigins.cpu, read, 'cores')).toBe('40 ÷ 100 ticks a second ÷ 1 s = 40.0% of a core');
  expect(digitWords('12345678901234567890')).toBe('12,345,678,901,234,567,890');
});

test('one tick over the interval is the step that the value can take', () => {
  expect(resolutionWords(processOrigins.cpu, reading({ interval: 0.5 }), 'cores')).toBe(
    'One clock tick, 10 ms: over this interval a step of 2.0% of a core.',
  );
});
