import { expect, test } from 'vitest';
import { orderCycle } from './lockOrder.ts';

const edge = (from: number, to: number) => ({ from, to });

test('finds the cycle of forks that are all taken left first', () => {
  expect(orderCycle([edge(1, 2), edge(2, 3), edge(3, 1)])).toEqual([1, 2, 3]);
});

test.each([
  ['no edge', []],
  ['forks taken by their numbers', [edge(1, 2), edge(2, 3), edge(1, 3)]],
  ['a chain', [edge(5, 1), edge(1, 9)]],
])('finds none in %s', (_name, edges) => {
  expect(orderCycle(edges)).toBeNull();
});

test('prefers the shortest, and finds one that the first lock is no part of', () => {
  expect(orderCycle([edge(9, 1), edge(1, 2), edge(2, 3), edge(3, 1), edge(2, 1)])).toEqual([1, 2]);
});
