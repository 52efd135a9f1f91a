import { expect, test } from 'vitest';
import { resultText } from '../resultWords.ts';
import { lostUpdateRecord, type CountingPoint } from '../testing/countingRecords.ts';

function at(threads: number, lock: string, lostShare: number[], rate: number, more: Partial<CountingPoint> = {}) {
  const throughput = [rate * 0.95, rate, rate * 1.05, rate, rate];
  return { params: { threads, lock }, metrics: { lostShare, throughput }, ...more };
}
const none = [0, 0, 0, 0, 0];
const lost = [0.61, 0.58, 0.64, 0.6, 0.62];

test('tells what was lost without a lock, that nothing was with one, and what that cost', () => {
  const record = lostUpdateRecord([
    at(1, 'none', none, 500e6),
    at(1, 'tas', none, 60e6),
    at(4, 'none', lost, 400e6),
    at(4, 'atomic', none, 80e6),
    at(4, 'tas', none, 20e6),
  ]);
  expect(resultText(record)).toBe(
    'Without a lock 4 threads lost 61% (range of 5 repeats 58 to 64%) of 4,000,000 increments; tas and atomic lost none. ' +
      'At 4 threads an increment took 20 times (range of 5 repeats 18 to 22) as long with tas and 5 times (4.5 to 5.5) with atomic as without a lock.',
  );
});

test('says of no loss that it was not observed, and never that it cannot happen', () => {
  const words = resultText(lostUpdateRecord([at(2, 'none', none, 500e6), at(2, 'futex', none, 50e6)]));
  expect(words).toBe(
    'At 2 threads without a lock a loss was not observed in 2,000,000 increments, which does not rule it out; futex lost none. ' +
      'At 2 threads an increment took 10 times (range of 5 repeats 9 to 11) as long with futex as without a lock.',
  );
  expect(words).not.toMatch(/safe/);
});

test('of one thread says that there was nobody to overwrite', () => {
  expect(resultText(lostUpdateRecord([at(1, 'none', none, 500e6)]))).toBe(
    'At 1 thread without a lock a loss was not observed in 1,000,000 increments, where there is nobody to overwrite it.',
  );
});

test('tells the throughput of locks where nothing stands beside them', () => {
  const record = lostUpdateRecord([at(1, 'tas', none, 60e6), at(2, 'tas', none, 20e6)]);
  expect(resultText(record)).toMatch(/^tas lost none\. From 1 to 2 threads tas loses 67% of its throughput/);
});

test('does not speak of a point that was disturbed but to say so', () => {
  const record = lostUpdateRecord([at(2, 'none', lost, 400e6, { noisy: true }), at(2, 'tas', none, 20e6)]);
  const words = resultText(record);
  expect(words).toMatch(/^tas lost none\./);
  expect(words).toMatch(/none at 2 threads could not be judged: 5 of 5 repeats were disturbed \(first: steal 4%/);
});

test('puts a lock that lost something first, as what must never happen', () => {
  const record = lostUpdateRecord([at(2, 'tas', [0.01, 0.01, 0.01, 0.02, 0.01], 20e6)], {
    checks: [{ id: 'nothingLost', kind: 'A', outcome: 'failed', detail: '7 of 2000000 increments lost' }],
  });
  expect(resultText(record)).toMatch(/^nothingLost failed \(7 of 2000000.* tas lost 1%/);
});
