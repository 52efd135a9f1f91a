import { expect, test } from 'vitest';
import { warmUp } from './steadyRate.ts';

/** A counter that advances by a rate of its own in each window. */
function counterOf(rates: readonly number[]) {
  let at = 0;
  let count = 0;
  let window = 0;
  return {
    count: () => count,
    clock: {
      now: () => at,
      sleep: (seconds: number) => {
        count += (rates[Math.min(window, rates.length - 1)] ?? 0) * seconds;
        window += 1;
        at += seconds;
        return Promise.resolve();
      },
    },
    windows: () => window,
  };
}

test('ends as soon as two windows agree', async () => {
  const counter = counterOf([100, 400, 1000, 1010]);
  const { rate, drift } = await warmUp(counter.count, counter.clock);
  expect(counter.windows()).toBe(4);
  expect(rate).toBeCloseTo(1010);
  expect(drift).toBeLessThan(0.1);
});

test('ends after the longest time and says that the rate was not steady', async () => {
  const counter = counterOf([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]);
  expect((await warmUp(counter.count, counter.clock)).drift).toBeCloseTo(0.5);
  expect(counter.windows()).toBeLessThan(12);
});

test('of a counter that stands still is not steady but ends', async () => {
  const counter = counterOf([0]);
  expect((await warmUp(counter.count, counter.clock)).rate).toBe(0);
});
