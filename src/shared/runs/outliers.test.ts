import { expect, test } from 'vitest';
import { outliersOf, outlierWords } from './outliers.ts';
import { recordOf } from './testing/records.ts';

const { points } = recordOf([
  { lock: 'tas', threads: 1, throughput: [1, 2, 3] },
  { lock: 'tas', threads: 2, throughput: [1, 2, 3] },
]);
const marked = (...outside: number[]) =>
  points.map((point, i) => ({
    ...point,
    repeats: point.repeats.map((repeat, j) => ({ ...repeat, outlier: outside.includes(3 * i + j) })),
  }));

test('outliers are counted over all points, and numbered in their own', () => {
  expect(outlierWords(marked(1, 3, 5))).toBe('3 of 6 repeats lie outside Tukey’s fences; they are kept');
  expect(outlierWords(marked(1))).toBe('1 of 6 repeats lies outside Tukey’s fences; it is kept');
  expect(marked(1, 3, 5).map(outliersOf)).toEqual(['outside the fences: repeat 2', 'outside the fences: repeats 1, 3']);
});

test('without an outlier nothing is said', () => {
  expect([outlierWords(marked()), ...marked().map(outliersOf)]).toEqual(['', '', '']);
});
