import { expect, test } from 'vitest';
import { sparkPieces } from './Sparkline.tsx';

test('the newest point lies at the right edge, 0 at the bottom, the top value at the top', () => {
  const pieces = sparkPieces(
    [
      { at: 0, value: 0 },
      { at: 30, value: 1 },
      { at: 60, value: 9 },
    ],
    60,
    1,
    60,
    16,
  );
  expect(pieces).toEqual([
    [
      [0, 15],
      [30, 1],
      [60, 1],
    ],
  ]);
});

test('a gap is not bridged', () => {
  const points = [0, 1, 2, 30, 31].map((at) => ({ at, value: at === 1 ? NaN : 0 }));
  expect(sparkPieces(points, 60, 1, 60, 16).map((piece) => piece.length)).toEqual([1, 1, 2]);
});

test('what is older than the window is left out, and nothing is drawn of nothing', () => {
  expect(
    sparkPieces(
      [
        { at: 0, value: 1 },
        { at: 100, value: 1 },
      ],
      60,
      1,
      60,
      16,
    ),
  ).toHaveLength(1);
  expect(sparkPieces([], 60, 1, 60, 16)).toEqual([]);
});
