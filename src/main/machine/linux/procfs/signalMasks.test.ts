import { expect, test } from 'vitest';
import { parseSignalMasks } from './signalMasks.ts';
import { refusalOf } from './testing/refusal.ts';

test('reads which signals wait, are ignored and are handled, up to the last', () => {
  const text =
    'ShdPnd:\t0000000000004000\nSigBlk:\t0000000000000000\nSigIgn:\t8000000000001001\nSigCgt:\t0000000000000000\n';
  const { pending, ignored, caught } = parseSignalMasks(text);
  expect([[...pending], [...ignored], [...caught]]).toEqual([[15], [1, 13, 64], []]);
});

test('refuses a status without them', () => {
  expect(refusalOf(() => parseSignalMasks('Name:\tx\n'))).toBe('badFormat');
});
