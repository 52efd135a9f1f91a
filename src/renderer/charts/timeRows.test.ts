import { expect, test } from 'vitest';
import { readingsOf, timeRows } from './timeRows.ts';

const points = (...values: (number | null)[]) => values.map((value, at) => ({ at, value }));
const lines = [
  { name: 'one', slot: 1, points: points(3, null, 4) },
  { name: 'two', slot: 2, points: points(5, 6) },
];

test('each line ends with a break, so that none is drawn to the next', () => {
  expect(timeRows(lines).map(({ name, value }) => [name, value])).toEqual([
    ['one', 3],
    ['one', null],
    ['one', 4],
    ['one', null],
    ['two', 5],
    ['two', 6],
    ['two', null],
  ]);
});

test('a moment is read with what each line has there', () => {
  expect(readingsOf(lines).map(({ at, values }) => [at, values.map(({ value }) => value)])).toEqual([
    [0, [3, 5]],
    [1, [6]],
    [2, [4]],
  ]);
});

test('there are no more places than a pointer can tell apart', () => {
  const long = points(...Array.from({ length: 1000 }, (_, i) => i));
  expect(readingsOf([{ name: 'long', slot: 1, points: long }]).length).toBeLessThanOrEqual(200);
});
