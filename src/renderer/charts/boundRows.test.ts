import { expect, test } from 'vitest';
import { boundLine, clipAtTop, topWithBounds } from './boundRows.ts';

const serial = { name: 'serial bound', formula: '1 / 100 ns', at: [1, 8].map((x) => ({ x, value: 1e7 })) };
const linear = {
  name: 'linear gain',
  formula: 'threads / 200 ns',
  at: [
    { x: 1, value: 5e6 },
    { x: 2, value: 1e7 },
  ],
};

test('names a level bound with its formula and a rising one without', () => {
  expect(boundLine(serial, (x) => x).label).toBe('serial bound, 1 / 100 ns');
  expect(boundLine(linear, (x) => x).label).toBe('linear gain');
});

test('names an upright one with its formula, which stands for itself', () => {
  const upright = { name: 'L1', formula: '48 KiB', at: [{ x: 2, value: NaN }], upright: true as const };
  expect(boundLine(upright, (x) => x)).toMatchObject({ label: 'L1 48 KiB', upright: true });
  expect(topWithBounds(5, [upright])).toBe(5);
});

test('leaves out the points that the axis has no place for', () => {
  expect(boundLine(serial, (x) => (x > 4 ? undefined : x)).points).toEqual([{ x: 1, y: 1e7 }]);
});

test.each([
  [
    'keeps what lies below the top',
    [
      [0, 1],
      [1, 2],
    ],
    3,
    [
      [0, 1],
      [1, 2],
    ],
  ],
  [
    'cuts a rising bound where it meets the top',
    [
      [0, 0],
      [1, 10],
    ],
    5,
    [
      [0, 0],
      [0.5, 5],
    ],
  ],
  [
    'draws nothing of a bound that lies above',
    [
      [0, 8],
      [1, 10],
    ],
    5,
    [],
  ],
])('%s', (_, points, top, kept) => {
  const asPoints = (pairs: number[][]) => pairs.map(([x = NaN, y = NaN]) => ({ x, y }));
  expect(clipAtTop(asPoints(points), top)).toEqual(asPoints(kept));
});

test.each([
  ['makes room for a level bound near the values', 7e6, 1e7],
  ['lets a bound that is far above them go', 1e6, 1e6],
])('%s', (_, largest, top) => expect(topWithBounds(largest, [serial, linear])).toBe(top));
