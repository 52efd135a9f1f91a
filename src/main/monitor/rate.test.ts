import { expect, test } from 'vitest';
import { Counter, rate } from './rate.ts';

test.each([
  [1, 5, 2, 2],
  [5, 5, 1, 0],
  [5, 4, 1, NaN],
  [1, 5, 0, NaN],
  [1, 5, -1, NaN],
  [NaN, 5, 1, NaN],
])('of %d and then %d after %d s is %d', (before, after, elapsed, expected) => {
  expect(rate(before, after, elapsed)).toBe(expected);
});

test('is told in the pass of its reading only', () => {
  const counter = new Counter();
  counter.read(10, { pass: 1, at: 100, bornAfter: NaN });
  expect(counter.rateIn(1)).toBe(NaN);
  counter.read(14, { pass: 2, at: 102, bornAfter: NaN });
  expect([counter.rateIn(2), counter.rateIn(3)]).toEqual([2, NaN]);
  counter.read(20, { pass: 4, at: 104, bornAfter: NaN }); // not read in pass 3: over the longer time
  expect(counter.rateIn(4)).toBe(3);
});

test('of what was born since the last pass counts from 0', () => {
  const counter = new Counter();
  counter.read(10, { pass: 2, at: 105, bornAfter: 100 });
  expect(counter.rateIn(2)).toBe(2);
});
