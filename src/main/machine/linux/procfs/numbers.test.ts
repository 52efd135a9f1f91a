import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumbers } from './numbers.ts';

test('reads back any integers, however they are separated, and no more than fit', () => {
  const separator = fc.constantFrom(' ', '\t', '\n', '   ');
  fc.assert(
    fc.property(fc.array(fc.maxSafeInteger()), separator, fc.nat(20), (values, between, room) => {
      const bytes = Buffer.from(between + values.join(between) + between);
      const into = new Float64Array(room);
      const count = parseNumbers(bytes, 0, bytes.length, into);
      expect([...into.subarray(0, count)]).toEqual(values.slice(0, room).map((value) => value || 0));
    }),
  );
});

test.each([
  ['1 2 x 4', [1, 2]],
  ['1 2x 4', [1]],
  ['- 1', []],
  ['', []],
  ['18446744073709551615 3', [2 ** 64, 3]],
])('stops in %j at the first thing that is no integer', (text, expected) => {
  const into = new Float64Array(5);
  const bytes = Buffer.from(text);
  expect([...into.subarray(0, parseNumbers(bytes, 0, bytes.length, into))]).toEqual(expected);
});

test('reads nothing behind the end that it is given', () => {
  const into = new Float64Array(3);
  expect([parseNumbers(Buffer.from('12 34 56'), 0, 4, into), into[0], into[1]]).toEqual([2, 12, 3]);
});
