import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStatm, parseStatmBytes } from './statm.ts';
import { capture } from './testing/capture.ts';
import { refusalOf } from './testing/refusal.ts';

function parseBytes(bytes: Buffer) {
  const into = { virtualBytes: NaN, residentBytes: NaN };
  parseStatmBytes(bytes, bytes.length, 4096, into);
  return into;
}

test.each([
  ['4100', 319369216, 13976 * 1024],
  ['2', 0, 0],
  ['4107', 0, 0],
])('reads the captured statm of %s as its status says', (pid, virtualBytes, residentBytes) => {
  expect(parseStatm(capture(`${pid}/statm`).toString(), 4096)).toEqual({ virtualBytes, residentBytes });
});

test('reads alike from bytes and from text', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), (pages) => {
      const text = `${pages.join(' ')}\n`;
      expect(parseBytes(Buffer.from(text))).toEqual(parseStatm(text, 4096));
    }),
  );
});

test.each(['', '1 2 3\n', 'a 2 3 4 5 6 7\n'])('refuses %j', (text) => {
  expect(refusalOf(() => parseStatm(text, 4096))).toBe('badFormat');
  expect(refusalOf(() => parseBytes(Buffer.from(text)))).toBe('badFormat');
});
