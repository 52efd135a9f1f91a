import { expect, test } from 'vitest';
import { placeThreads } from './placement.ts';

/** Two cores of two hardware threads, numbered as Linux does on many PCs. */
const smt = [0, 1, 2, 3].map((id) => ({ id, online: true, core: id % 2 }));
const all = [0, 1, 2, 3];

test.each([
  { placement: 'free', threads: 9, expected: null },
  { placement: 'ownCore', threads: 2, expected: [0, 1] },
  { placement: 'siblings', threads: 2, expected: [0, 2] },
  { placement: 'siblings', threads: 4, expected: [0, 2, 1, 3] },
])('$placement with $threads threads', ({ placement, threads, expected }) => {
  expect(placeThreads(placement, threads, smt, all)).toEqual(expected);
});

test('more threads than cores are refused', () => {
  expect(() => placeThreads('ownCore', 3, smt, all)).toThrow(/3 threads need 3 cores, and there are 2/);
});

test('siblings are refused where no core has two hardware threads', () => {
  expect(() => placeThreads('siblings', 2, smt, [0, 1])).toThrow(/no core here has two hardware threads/);
});

test('a machine that does not tell its cores promises none', () => {
  expect(() => placeThreads('ownCore', 1, [{ id: 0, online: true, core: null }], [0])).toThrow(/there are 0/);
});
