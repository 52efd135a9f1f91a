import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeInvisible } from './hostileText.ts';

test.each([
  ['plain name', 'plain name'],
  ['\u001b[2J\u001b]0;x\u0007', '\\e[2J\\e]0;x\\x07'],
  ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
  ['ab\u202egnp.exe', 'ab\\u202egnp.exe'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['\u009b31m', '\\x9b31m'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['\ud800', '\\ud800'],
  ['naïve ‘日本’ 🧵', 'naïve ‘日本’ 🧵'],
])('%j is shown as %j', (text, shown) => expect(escapeInvisible(text)).toBe(shown));

test('leaves nothing that a terminal obeys or an eye misses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeInvisible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
