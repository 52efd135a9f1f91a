import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteWords, splitWords } from './commandWords.ts';

// What sh makes of each, with its expansions quoted away.
test.each([
  ['python3 -m http.server', ['python3', '-m', 'http.server']],
  ['  a\t b\n c  ', ['a', 'b', 'c']],
  [`sh -c 'echo "two words"'`, ['sh', '-c', 'echo "two words"']],
  [String.raw`a\ b "c \" d" "\n" '\n'`, ['a b', 'c " d', String.raw`\n`, String.raw`\n`]],
  [`a"b"'c'd ""  ''`, ['abcd', '', '']],
  ['a\\\nb', ['ab']],
  ['echo $HOME | wc > out * `id` ; ls &', ['echo', '$HOME', '|', 'wc', '>', 'out', '*', '`id`', ';', 'ls', '&']],
  ['', []],
])('splits %j as a shell does, and expands nothing', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test.each([`echo "open`, `echo 'open`, 'echo \\', String.raw`echo "a\"`])('refuses %j', (text) => {
  expect(() => splitWords(text)).toThrow(expect.objectContaining({ code: 'badInput' }));
});

const characters = fc.constantFrom('a', 'b', ' ', "'", '"', '\\', '$', '*', '|', '\n', '\t', 'é', '😀');

test('reads back whatever words it quoted', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: characters }), { maxLength: 4 }), (words) => {
      expect(splitWords(quoteWords(words))).toEqual(words);
    }),
  );
});
