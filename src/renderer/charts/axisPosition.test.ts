import { expect, test } from 'vitest';
import { axisPosition } from './axisPosition.ts';

test.each([
  ['doublings at even steps of a logarithm', [1, 2, 4, 8], 'log', [0, 1 / 3, 2 / 3, 1]],
  ['values of a linear axis by their size', [0, 1, 4], 'linear', [0, 0.25, 1]],
  ['values with a 0 on a logarithm at even steps', [0, 1, 100], 'log', [0, 0.5, 1]],
  ['words at even steps', ['pipe', 'socket', 'queue'], 'linear', [0, 0.5, 1]],
  ['a single value in the middle', [4], 'log', [0.5]],
] as const)('places %s', (_, values, scale, places) => {
  const position = axisPosition(values, scale);
  values.forEach((value, index) => expect(position(value)).toBeCloseTo(places[index] ?? NaN, 9));
});

test('has a place between the asked values, where a bound bends, and none beyond them', () => {
  const position = axisPosition([1, 4], 'log');
  expect(position(2)).toBeCloseTo(0.5, 9);
  expect(position(8)).toBeUndefined();
  expect(position('two')).toBeUndefined();
});
