import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nonNegativeLeastSquares } from './nonNegative.ts';

const rows = [1, 2, 3, 4].map((threads) => [1, threads - 1, threads * (threads - 1)]);

describe('least squares without negative coefficients', () => {
  // Reference: scipy 1.17 optimize.nnls(rows, targets).
  test.each([
    ['all free', [1, 2, 3, 4], [1, 1, 0]],
    ['the last at 0', [1, 1.9, 2.5, 2.7], [1.17, 0.57, 0]],
    ['the middle at 0', [1, 1.2, 2.1, 3.9], [0.8119047619, 0, 0.2476190476]],
    ['only the first', [1, 0.8, 0.7, 0.5], [0.75, 0, 0]],
    ['only the last', [0, 1.2, 2.1, 9.9], [0, 0, 0.727173913]],
    ['nothing', [-1, -2, -3, -4], [0, 0, 0]],
  ])('are those of scipy: %s', (_, targets, expected) => {
    nonNegativeLeastSquares(rows, targets).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 9));
  });

  test('cannot be improved by moving any of them', () => {
    const squares = (targets: readonly number[], coefficients: readonly number[]) =>
      rows.reduce(
        (total, row, r) =>
          total + ((targets[r] ?? NaN) - row.reduce((of, value, i) => of + value * (coefficients[i] ?? NaN), 0)) ** 2,
        0,
      );
    const target = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(target, { minLength: 4, maxLength: 4 }), (targets) => {
        const found = nonNegativeLeastSquares(rows, targets);
        const least = squares(targets, found);
        for (const i of found.keys()) {
          for (const shift of [-1e-3, 1e-3]) {
            const moved = found.map((value, j) => (i === j ? Math.max(0, value + shift) : value));
            expect(squares(targets, moved)).toBeGreaterThanOrEqual(least - 1e-9);
          }
        }
      }),
    );
  });

  test('leave out a column that another one holds already', () => {
    const twice = [1, 2, 3].map((value) => [value, 2 * value]);
    const [first = NaN, second = NaN] = nonNegativeLeastSquares(twice, [2, 4, 6]);
    expect(first + 2 * second).toBeCloseTo(2, 9);
  });
});
