import fc from 'fast-check';
import { expect, test } from 'vitest';
import { processFilterTable as table } from './monitorFilters.ts';
import { nearestNames } from './nearestNames.ts';
import { suggestFilter } from './suggestFilter.ts';

const valuesOf = (): readonly string[] => ['root', 'www', 'web server', 'www-data'];

/** "|" is the caret; what the text becomes with each suggestion. */
function results(marked: string): string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return suggestFilter(text, caret, table, { valuesOf }).map(
    ({ start, end, insert }) => text.slice(0, start) + insert + text.slice(end),
  );
}

test.each([
  ['us|', ['user', 'userCpu']],
  ['rs|', ['rss']],
  ['cpu>1 thr|', ['cpu>1 threads']],
  ['!na|', ['!name']],
  ['u|>3', ['user>3', 'uid>3', 'userCpu>3']],
  ['threads|', ['threads>', 'threads<', 'threads>=', 'threads<=', 'threads=', 'threads!=', 'threads']],
  ['user|', ['user=', 'user!=', 'user~', 'user!~', 'user', 'userCpu']],
  ['user=|', ['user=root', 'user=www', 'user="web server"', 'user=www-data']],
  ['user=w| cpu>1', ['user=www cpu>1', 'user="web server" cpu>1', 'user=www-data cpu>1']],
  ['user="we|', ['user="web server"']],
  ['user~|', []],
  ['cpu>|', []],
  ['"us|', []],
  ['xyzzy|', []],
])('%s: %j', (marked, expected) => {
  // Behind these come fields that have the letters inside a name or in their help.
  expect(results(marked).slice(0, Math.max(1, expected.length))).toEqual(expected);
});

test('an empty place offers fields, with help and unit', () => {
  const [first] = suggestFilter('cpu>1 ', 6, table);
  expect(first).toMatchObject({ kind: 'field', insert: 'name', start: 6, end: 6, unit: 'text' });
  expect(suggestFilter('rss', 2, table)[0]).toMatchObject({ insert: 'rss', unit: 'size: 4KiB, 1GiB' });
});

test('any text and caret: places within the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, anywhere) => {
      const caret = anywhere % (text.length + 1);
      for (const { start, end } of suggestFilter(text, caret, table, { valuesOf })) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }
    }),
  );
});

test.each([
  ['usr', ['user', 'userCpu', 'uid']],
  ['thraeds', ['threads']],
  ['thrds', ['threads']],
  ['q', []],
  ['', []],
])('near %j: %j', (typed, expected) => {
  expect(nearestNames(typed, ['name', 'threads', 'user', 'userCpu', 'uid'])).toEqual(expected);
});
