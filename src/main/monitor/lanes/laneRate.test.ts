import { expect, test } from 'vitest';
import { LaneRate } from './laneRate.ts';

test('more threads are sampled less often, and a few fifty times a second', () => {
  const rates = [1, 8, 64, 500, 5000, 50_000].map((threads) => new LaneRate().plan(threads, 0.025));
  expect(rates).toEqual(rates.toSorted((one, other) => other - one));
  expect(rates[0]).toBe(50);
  expect(rates.at(-1)).toBe(0.1);
});

test('what is measured counts for more than what was expected, and takes no more than is allowed', () => {
  const rate = new LaneRate();
  for (let sample = 0; sample < 20; sample += 1) rate.spent(0.004);
  const planned = rate.plan(8, 0.025);
  expect(planned * rate.cost).toBeLessThanOrEqual(0.025);
  for (let sample = 0; sample < 100; sample += 1) rate.spent(0.0001);
  expect(rate.plan(8, 0.025)).toBe(50);
});

test('does not go up a step that it just affords', () => {
  const rate = new LaneRate();
  for (let sample = 0; sample < 20; sample += 1) rate.spent(0.001);
  expect(rate.plan(8, 0.0245)).toBe(20);
  expect(rate.plan(8, 0.0255)).toBe(20);
  expect(rate.plan(8, 0.04)).toBe(25);
});
