import { expect, test } from 'vitest';
import { managerProxies } from '../../lab/catalogue/manager-proxies.ts';
import type { ParameterValue } from '../record.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (params: Record<string, ParameterValue>, rate: number, lost: number, most = lost) => ({
  params: { processes: 2, ...params },
  metrics: { operationsPerSecond: [rate * 0.9, rate, rate * 1.1], lostShare: [lost, lost, most] },
});
const told = (points: ReturnType<typeof at>[]) =>
  resultText(signalRecord(managerProxies, { engine: 'python', duration: 0.2 }, points));

test('tells the type that takes the most operations and that which takes the fewest', () => {
  const points = [at({ type: 'Event' }, 18e3, 0), at({ type: 'Condition' }, 800, 0)];
  expect(told(points)).toBe(
    'With 2 processes a manager does 18 k/s (range of 3 repeats 16.2 to 19.8 k/s) with Event and 800/s (720 to 880/s) with Condition.',
  );
});

test('tells what is lost where an operation is two calls', () => {
  const points = [
    at({ type: 'dict', operation: 'compound' }, 5e3, 0.39),
    at({ type: 'list', operation: 'compound' }, 5e3, 0.21),
    at({ type: 'Value' }, 5e3, 0.3),
    at({ type: 'Lock' }, 900, 0),
  ];
  expect(told(points)).toMatch(/Read, then written: dict lost 39%, Value 30% and list 21% of the operations\.$/);
});

test('a loss in one repeat of several was observed', () => {
  expect(told([at({ type: 'Value' }, 5e3, 0, 0.02)])).toMatch(
    /Read, then written: Value lost up to 2% of the operations\.$/,
  );
});

test('says of no loss that it was not observed, of one call nothing', () => {
  expect(told([at({ type: 'Value' }, 5e3, 0)])).toMatch(/a loss was not observed, which does not rule it out\.$/);
  expect(told([at({ type: 'list', operation: 'atomic' }, 5e3, 0)])).not.toMatch(/los/);
});
