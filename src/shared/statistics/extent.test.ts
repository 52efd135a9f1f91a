import { expect, test } from 'vitest';
import { extent } from './extent.ts';

test('finds the ends of more values than a call can take as arguments', () => {
  const values = Array.from({ length: 500_000 }, (_, i) => i);
  expect(() => Math.max(...values)).toThrow(RangeError);
  expect(extent(values)).toEqual({ least: 0, most: 499_999 });
});

test('has no ends of nothing, and none that is a number where one value is none', () => {
  expect(extent([])).toEqual({ least: Infinity, most: -Infinity });
  expect(extent([1, NaN])).toEqual({ least: NaN, most: NaN });
});
