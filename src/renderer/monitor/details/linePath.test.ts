import { expect, test } from 'vitest';
import { linePath } from './linePath.ts';

const frame = { now: 10, window: 10, top: 2, width: 100, height: 20 };
const at = (...values: number[]) => values.map((value, index) => ({ at: 6 + index, value }));

test('the newest point is at the right edge, 0 at the bottom, the top value at the top', () => {
  expect(linePath(at(0, 0, 0, 1, 2), frame)).toBe('M60.0 20.0h0L70.0 20.0L80.0 20.0L90.0 10.0L100.0 0.0');
});

test('nothing is drawn over a value that is not there, or over readings that were missed', () => {
  expect(linePath(at(1, NaN, 1), frame).match(/M/g)).toHaveLength(2);
  const missed = [1, 2, 3, 8, 9].map((when) => ({ at: when, value: 1 }));
  expect(linePath(missed, frame).match(/M/g)).toHaveLength(2);
});

test('points outside the window and values above the top stay inside the frame', () => {
  expect(
    linePath(
      [
        { at: -5, value: 1 },
        { at: 10, value: 9 },
      ],
      frame,
    ),
  ).toBe('M100.0 0.0h0');
  expect(linePath([], frame)).toBe('');
});
