import { expect, test } from 'vitest';
import { cpuTotals, meanClock } from './vitalFigures.ts';

const cpu = (user: number | null, steal: number | null = 0, clock: number | null = null) => ({
  id: 0,
  user,
  system: user,
  steal,
  ioWait: 0,
  idle: null,
  clock,
  throttles: null,
});

test('sums what the CPUs did, and busy is the sum of its parts', () => {
  expect(cpuTotals([cpu(0.25, 0.25), cpu(0.5)])).toEqual({ user: 0.75, system: 0.75, steal: 0.25, busy: 1.75 });
});

test('a CPU without a rate leaves no sum', () => {
  expect(cpuTotals([cpu(0.25), cpu(null)])).toBeNull();
});

test('steal that Linux does not count is not 0', () => {
  expect(cpuTotals([cpu(0.25, null)])?.steal).toBeNull();
});

test('the clock is the mean of those that are reported', () => {
  expect(meanClock([cpu(0, 0, 2e9), cpu(0, 0, 4e9), cpu(0)])).toBe(3e9);
  expect(meanClock([cpu(0)])).toBeNull();
});
