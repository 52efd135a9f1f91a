import { expect, test } from 'vitest';
import { largestOf, type SweepLine } from '../../shared/runs/chartData.ts';
import { axisPosition } from './axisPosition.ts';
import { latencyRows } from './latencyRows.ts';
import { seriesStyle } from './seriesStyle.ts';
import { distances, sweepRows } from './sweepRows.ts';
import { labelEvery, meanOf } from './ThreadBars.tsx';

const point = (x: number, median: number, low = median, high = median) => ({
  x,
  summary: { unit: 'perSecond', median, low, high, n: 5, interval: 'range' as const },
  hollow: null,
});
const lines: SweepLine[] = [
  { value: 'tas', name: 'tas', slot: 1, points: [point(1, 4), point(4, 2, 1.5, 2.75)] },
  { value: 'mcs', name: 'mcs', slot: 3, points: [point(2, 5)] },
];

test('makes a row for each asked value, and no cell where a line has no point', () => {
  const rows = sweepRows(lines, [1, 2, 4], axisPosition([1, 2, 4], 'log'));
  expect(rows.map((row) => [row.x, [...row.cells.keys()]])).toEqual([
    [1, ['tas']],
    [2, ['mcs']],
    [4, ['tas']],
  ]);
});

test('gives whiskers as distances from the value, and none to an interval without width', () => {
  expect(distances(point(4, 2, 1.5, 2.75))).toEqual([0.5, 0.75]);
  expect(distances(point(1, 4))).toBeNull();
});

test('counts the whiskers into the largest value', () => expect(largestOf([lines[0]!])).toBe(4));

test('leaves a latency of 0 out of a logarithm', () => {
  const values = [
    { percentile: 'p50', value: 0 },
    { percentile: 'p99', value: 2e-6 },
  ];
  const rows = latencyRows([{ value: 'tas', name: 'tas', slot: 1, values, count: 9, hollow: null }]);
  expect(rows.map((row) => row.cells.get('tas'))).toEqual([undefined, undefined, 2e-6, undefined, undefined]);
});

test('tells eight series apart by colour and, where colours come close, by dash and marker', () => {
  const looks = Array.from({ length: 8 }, (_, index) => seriesStyle(index + 1));
  expect(new Set(looks.map((look) => look.color)).size).toBe(8);
  expect(looks.slice(0, 6).map((look) => `${look.dash} ${look.marker}`)).toHaveLength(6);
  expect(new Set(looks.slice(0, 6).map((look) => look.marker)).size).toBe(6);
});

test('means the bars, and names only as many threads as fit', () => {
  expect(
    meanOf([
      { name: 'a', value: 2 },
      { name: 'b', value: 4 },
    ]),
  ).toBe(3);
  expect(meanOf([])).toBeNaN();
  expect(labelEvery(4, 210)).toBe(1);
  expect(labelEvery(64, 210)).toBe(5);
});
