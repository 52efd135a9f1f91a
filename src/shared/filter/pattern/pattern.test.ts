import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternTest } from './matcher.ts';
import { longestPattern } from './parsePattern.ts';

function matches(source: string, text: string): boolean {
  const made = patternTest(source);
  if ('problem' in made) throw new Error(made.problem.message);
  return made.test(text);
}

test.each([
  ['^kworker', 'kworker/0:1', true],
  ['^kworker', 'my kworker', false],
  ['worker$', 'nginx worker', true],
  ['^(nginx|node)$', 'node', true],
  ['^(nginx|node)$', 'nodejs', false],
  ['python[23](\\.\\d+)?$', 'python3.12', true],
  ['\\bgo\\b', 'let go now', true],
  ['\\bgo\\b', 'cargo', false],
  ['a{2,3}b', 'xaab', true],
  ['^a{2}$', 'aaa', false],
  ['a{', 'a{b', true],
  ['', 'anything', true],
  ['^$', '', true],
  ['^.$', '😀', true],
  ['^😀{2}$', '😀😀', true],
  ['[^a-z]', 'abc', false],
  ['[\\d-]', '-', true],
  ['(a*)*b', 'aaab', true],
])('%s in %j: %s', (source, text, expected) => {
  expect(matches(source, text)).toBe(expected);
});

test('case counts only where the pattern has a capital letter; an escape is none', () => {
  expect(matches('chrome', 'Chrome')).toBe(true);
  expect(matches('[c-d]hr', 'CHROME')).toBe(true);
  expect(matches('Chrome', 'chrome')).toBe(false);
  expect(matches('\\Shrome', 'CHROME')).toBe(true);
});

test.each([
  ['a(b', 'This ( is not closed.', 1, 2],
  ['a)', 'No ( belongs to this ).', 1, 2],
  ['[ab', 'This [ is not closed.', 0, 1],
  ['*a', 'Nothing stands before *.', 0, 1],
  ['a**', 'One repetition follows another.', 2, 3],
  ['a{3,2}', '{3,2} counts downwards.', 1, 6],
  ['[z-a]', 'z-a is not a range.', 1, 4],
  ['a\\', 'Nothing follows \\.', 1, 2],
  ['(a)\\1', 'A pattern here cannot refer back to one of its groups.', 3, 5],
  ['x(?=y)', 'A pattern here cannot look ahead or behind. Use a term of its own, with ! before it.', 1, 4],
  ['\\p{L}', '\\p is not understood.', 0, 2],
  ['a{99}{99}', 'One repetition follows another.', 5, 9],
  ['((a{99}){99}){99}', 'The repetitions of this pattern multiply to too much. Take smaller numbers.', 0, 17],
  ['((){999999}){999999}', 'The repetitions of this pattern multiply to too much. Take smaller numbers.', 0, 20],
])('%s is refused in words, at its place', (source, message, start, end) => {
  expect(patternTest(source)).toEqual({ problem: { message, start, end } });
});

test('a pattern that is too long is refused', () => {
  expect(patternTest('a'.repeat(longestPattern + 1))).toHaveProperty('problem.start', longestPattern);
});

// With a RegExp most of these take longer than the universe has existed.
test.each([
  '^(a+)+$',
  '^(a|a)*$',
  '^(a|aa)+$',
  '^([a-z]+)*$',
  '^(.*)*x$',
  '.*.*.*.*.*.*=x',
  '(a|b)*a(a|b){12}c',
  'a.{90}b',
])('the evil pattern %s ends on long texts', (source) => {
  expect(matches(source, `${'a'.repeat(20_000)}!`)).toBe(false);
});

const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'a',
      'b',
      'c',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\W',
      '\\d',
      '^',
      '$',
      '\\b',
      '\\B',
      '😀',
      '[a😀]',
      '_',
    ),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', ''))
      .map(([inner, times]) => `(?:${inner})${times}`),
  ),
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}|${b}`),
  ),
}));
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ' ', '_', '1', '\n', '😀'), { maxLength: 8 })
  .map((parts) => parts.join(''));

test('agrees with RegExp on every pattern that both take', () => {
  fc.assert(
    fc.property(pattern, text, (source, sample) => {
      const made = patternTest(source);
      // V8 finds \B between the two halves of a surrogate pair, against the standard (AdvanceStringIndex).
      fc.pre('test' in made && !(source.includes('\\B') && sample.includes('😀')));
      expect(made.test(sample)).toBe(new RegExp(source, 'iu').test(sample));
    }),
    { numRuns: 500 },
  );
});

test('never throws, and marks a place within the pattern', () => {
  const odd = fc
    .array(fc.constantFrom(...'( ) [ ] { } * + ? | ^ $ . \\ - , : < = ! a b d D p k 0 1 9 😀'.split(' ')), {
      maxLength: 24,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(odd, fc.string()), (source) => {
      const made = patternTest(source);
      const place =
        'test' in made
          ? { start: 0, end: source.length, found: made.test('aab (x)') }
          : { ...made.problem, found: false };
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeLessThanOrEqual(source.length);
      expect('test' in made || place.start < place.end).toBe(true);
    }),
  );
});
