import fc from 'fast-check';
import { expect, test } from 'vitest';
import { risingFit } from './isotonic.ts';

test.each([
  ['a rising curve is its own fit', [1, 2, 2, 5], [1, 2, 2, 5]],
  ['neighbours that fall are pooled', [1, 4, 2, 5], [1, 3, 3, 5]],
  ['a pool takes in those before it', [3, 4, 2], [3, 3, 3]],
  ['of one and of none', [7], [7]],
  ['of none', [], []],
])('%s', (_, values, fit) => expect(risingFit(values)).toEqual(fit));

test('the fit never falls, and keeps the sum', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }), (values) => {
      const fit = risingFit(values);
      expect(fit).toHaveLength(values.length);
      for (const [i, value] of fit.entries()) expect(value).toBeGreaterThanOrEqual((fit[i - 1] ?? 0) - 1e-9);
      const sum = (all: readonly number[]) => all.reduce((total, value) => total + value, 0);
      expect(sum(fit)).toBeCloseTo(sum(values), 6);
    }),
  ));
