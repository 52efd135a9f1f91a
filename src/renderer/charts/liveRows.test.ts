import { expect, test } from 'vitest';
import { type LiveSegment, liveRows, segmentLabels } from './liveRows.ts';

const segment = (id: string, name: string, ats: readonly number[], value = 5): LiveSegment => ({
  id,
  name,
  slot: 1,
  label: '2',
  points: ats.map((at) => ({ at, value })),
});

test('puts the newest at the right edge and leaves out what has left the window', () => {
  const rows = liveRows([segment('1', 'tas', [0, 5, 5.2, 10])], 10, 6, 300);
  expect(rows.filter((row) => row.value !== null).map((row) => row.before)).toEqual([-5, expect.closeTo(-4.8, 9), 0]);
});

test('draws no line over a gap, nor from one segment to the next', () => {
  const rows = liveRows([segment('1', 'tas', [1, 1.05, 3, 3.05]), segment('2', 'tas', [3.1, 3.15])], 4, 10, 300);
  expect(rows.map((row) => row.value)).toEqual([5, 5, null, 5, 5, null, 5, 5, null]);
});

test('draws at most the points it may, and always the newest of each segment', () => {
  const many = Array.from({ length: 900 }, (_, index) => index / 100);
  const rows = liveRows([segment('1', 'tas', many)], 9, 10, 300);
  expect(rows.length).toBeLessThanOrEqual(302);
  expect(rows.findLast((row) => row.value !== null)?.before).toBeCloseTo(8.99 - 9, 9);
});

test('sets the small figure over the middle of what is seen of a segment', () => {
  expect(segmentLabels([segment('1', 'tas', [0, 8, 9], 7)], 10, 5)).toEqual([
    { id: '1', label: '2', before: -1.5, top: 7 },
  ]);
});
