import { expect, test } from 'vitest';
import { moveInGrid } from './moveInGrid.ts';

const size = { rows: 100, columns: 5, page: 20 };

test.each([
  ['ArrowDown', [3, 1], [4, 1]],
  ['ArrowUp', [0, 1], [-1, 1]],
  ['ArrowUp', [-1, 1], [-1, 1]],
  ['ArrowRight', [3, 4], [3, 4]],
  ['ArrowLeft', [3, 4], [3, 3]],
  ['PageDown', [95, 0], [99, 0]],
  ['PageUp', [5, 0], [0, 0]],
  ['Home', [50, 2], [0, 2]],
  ['End', [50, 2], [99, 2]],
] as const)('%s leads from %j to %j', (key, [row, column], [toRow, toColumn]) => {
  expect(moveInGrid(key, { row, column }, size)).toEqual({ row: toRow, column: toColumn });
});

test('in an empty grid the heading is the only place', () => {
  expect(moveInGrid('ArrowDown', { row: -1, column: 0 }, { ...size, rows: 0 })).toEqual({ row: -1, column: 0 });
});

test('other keys do not move', () => {
  expect(moveInGrid('x', { row: 0, column: 0 }, size)).toBeNull();
});
