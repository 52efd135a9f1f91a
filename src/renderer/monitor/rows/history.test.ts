import { expect, test } from 'vitest';
import { History, KEPT_PASSES } from './history.ts';

const add = (history: History, at: number, values: Record<string, number>) => {
  const rows = Object.entries(values);
  history.add(
    at,
    rows.length,
    (row) => rows[row]?.[0] ?? '',
    (row) => rows[row]?.[1] ?? NaN,
  );
};

test('a row that slept keeps its zeros when it wakes', () => {
  const history = new History();
  add(history, 1, { a: 0 });
  add(history, 2, { a: 0 });
  add(history, 3, { a: 0.5 });
  expect(history.pointsOf('a')).toEqual([
    { at: 1, value: 0 },
    { at: 2, value: 0 },
    { at: 3, value: 0.5 },
  ]);
});

test('a row begins when it was first seen, and a pass without it is a gap, not 0', () => {
  const history = new History();
  add(history, 1, { a: 1 });
  add(history, 2, { a: 1, b: NaN });
  add(history, 3, { b: 1 });
  add(history, 4, { a: 1, b: 1 });
  expect(history.pointsOf('b').map(({ at }) => at)).toEqual([2, 3, 4]);
  expect(history.pointsOf('a').map(({ value }) => value)).toEqual([1, 1, NaN, 1]);
});

test('keeps the newest passes only, and forgets rows that are long gone', () => {
  const history = new History();
  add(history, 0, { gone: 1 });
  for (let at = 1; at <= 3 * KEPT_PASSES; at += 1) add(history, at, { a: at });
  const points = history.pointsOf('a');
  expect(points).toHaveLength(KEPT_PASSES);
  expect(points.at(-1)).toEqual({ at: 3 * KEPT_PASSES, value: 3 * KEPT_PASSES });
  expect(history.pointsOf('gone')).toEqual([]);
});

test('a row never seen has no points', () => {
  expect(new History().pointsOf('a')).toEqual([]);
});

test('sums over several rows, from when the first of them was born', () => {
  const history = new History();
  const add = (at: number, values: Record<string, number>) => {
    const keys = Object.keys(values);
    history.add(
      at,
      keys.length,
      (row) => keys[row] ?? '',
      (row) => values[keys[row] ?? ''] ?? NaN,
    );
  };
  add(1, { other: 1 });
  add(2, { a: 0.5, b: 0, other: 1 });
  add(3, { a: NaN, b: 0.25, other: 1 });
  add(4, { b: 1, other: 1 });
  expect(history.sumOf(['a', 'b', 'nobody'])).toEqual([
    { at: 2, value: 0.5 },
    { at: 3, value: 0.25 },
    { at: 4, value: 1 },
  ]);
});

test('a minute is kept however often is read', () => {
  const history = new History();
  for (let at = 0; at < 900; at += 1) add(history, at / 10, { a: at });
  const points = history.pointsOf('a');
  expect((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)).toBeGreaterThan(55);
  expect(points).toHaveLength(KEPT_PASSES);
});
