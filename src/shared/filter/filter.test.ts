import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter } from './compileFilter.ts';
import type { Filter, Term } from './filter.ts';
import { longestFilter } from './filter.ts';
import { formatFilter } from './formatFilter.ts';
import { processFilterTable as table, threadFilterTable } from './monitorFilters.ts';
import { parseFilter, tokeniseFilter } from './parseFilter.ts';
import type { ProcessField } from '../monitor/processFields.ts';
import { reader, rows, type TestRow } from './testing/rows.ts';

function parsed(text: string): Filter<ProcessField> {
  const result = parseFilter(text, table);
  if ('error' in result) throw new Error(result.error.message);
  return result.filter;
}

const shown = (text: string, among: readonly TestRow[] = rows): unknown[] =>
  among.filter(compileFilter(parsed(text), table, reader)).map((row) => row.pid);

test.each([
  ['', [1, 33, 3377, 48213, 900]],
  ['node', [3377, 48213]],
  ['NODE', [3377, 48213]],
  ['"--port 80"', [3377]],
  ['33', [33, 3377]],
  ['377', []],
  ['www', [3377]],
  ['!node', [1, 33, 900]],
  ['cpu>0.4', [48213]],
  ['cpu > 0.4', [48213]],
  ['CPU>=34%', [3377, 48213]],
  ['cpu>0.2 user=www', [3377]],
  ['user!=root', [3377, 48213]],
  ['!user=root', [3377, 48213]],
  ['user = root', [1, 33]],
  ['threads>=11', [3377, 48213]],
  ['rss>1GiB', [48213]],
  ['rss > 1 GiB', [48213]],
  ['residentBytes<=300MiB', [1, 33, 3377]],
  ['write>1MiB', [48213]],
  ['write>1MiB/s', [48213]],
  ['queue>10%', [48213]],
  ['voluntary>5k', [3377]],
  ['name~^kworker', [33]],
  ['!name~^kworker', [1, 3377, 48213, 900]],
  ['name!~^kworker', [1, 3377, 48213, 900]],
  ['!name!~^kworker', [33]],
  ['commandLine~"port (80|443)$"', [3377]],
  ['cpu>0.4 or user=root', [1, 33, 48213]],
  ['user=root and threads=1', [1, 33]],
  ['or', [33, 3377]],
  ['user=""', []],
])('%s shows %j', (text, pids) => {
  expect(shown(text)).toEqual(pids);
});

test.each(['cpu>0', '!cpu>0', 'cpu!=5', '!cpu!=5', 'user=x', '!user=x', 'user!=x', 'user~x', '!user~x', 'user!~x'])(
  'what is not available never matches: %s',
  (text) => {
    expect(shown(text)).not.toContain(900);
  },
);

test('a word is sought in the texts that are available', () => {
  expect(shown('hidden')).toEqual([900]);
  expect(shown('!kworker')).toContain(900);
});

test.each([
  ['usr!=root', 'There is no field usr. Did you mean user?', 'usr', ['user', 'uss', 'userCpu', '"usr!=root"']],
  ['x LANG=C', 'There is no field LANG. Put the text in quotation marks to search for it.', 'LANG', ['"LANG=C"']],
  ['cpu~3', 'cpu is a number: compare it with =, !=, <, <=, > or >=.', '~', ['=', '!=', '<', '<=', '>', '>=']],
  ['user>a', 'user holds text: compare it with =, !=, ~ or !~.', '>', ['=', '!=', '~', '!~']],
  ['rss>much', '"much" is not a number with a unit, such as 64, 4KiB or 1GiB.', 'much', []],
  ['threads>4GiB', '"4GiB" is not a number.', '4GiB', []],
  ['>4', 'No field stands before >.', '>', ['">4"']],
  ['a name~x(b', 'This ( is not closed.', '(', []],
  ['name~"x (b"', 'This ( is not closed.', '(', []],
  ['name~(a)\\1', 'A pattern here cannot refer back to one of its groups.', '\\1', []],
])('%s: %s', (text, message, marked, inserts) => {
  const result = parseFilter(text, table);
  if (!('error' in result)) throw new Error('was read');
  const { start, end, suggestions, unfinished } = result.error;
  expect(result.error.message).toBe(message);
  expect(text.slice(start, end)).toBe(marked);
  expect(suggestions.map(({ insert }) => insert)).toEqual(inserts);
  expect(unfinished).toBe(false);
});

test.each([
  ['cpu>', 'Nothing follows cpu>.'],
  ['user= cpu>3', 'Nothing follows user=.'],
  ['!', 'Nothing follows !.'],
  ['"open', 'The quotation mark is not closed.'],
  ['a or ', 'Nothing follows or.'],
])('%s is not finished: %s', (text, message) => {
  expect(parseFilter(text, table)).toMatchObject({ error: { message, unfinished: true } });
});

test('a filter that is too long is refused', () => {
  expect(parseFilter('x'.repeat(longestFilter + 1), table)).toHaveProperty('error.start', longestFilter);
});

test('tokens are what to colour', () => {
  const text = '!name~^k cpu > 0.2 usr!=root node or rss>1 GiB';
  expect(tokeniseFilter(text, table).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual([
    'operator !',
    'field name',
    'operator ~',
    'value ^k',
    'field cpu',
    'operator >',
    'value 0.2',
    'error usr',
    'operator !=',
    'value root',
    'text node',
    'operator or',
    'field rss',
    'operator >',
    'value 1 GiB',
  ]);
});

test('threads have their own fields', () => {
  expect(parseFilter('wchan~futex tid=5', threadFilterTable)).toHaveProperty('filter');
  expect(parseFilter('rss>1', threadFilterTable)).toHaveProperty('error');
});

const spelled =
  'cpu rss user name usr or and GiB ms 1 0.4 40% ^k node ~/bin ( ) = != == < <= > >= ~ !~ ≠ ! " \\ 😀 : -'.split(' ');
const fragment = fc.constantFrom(...spelled, ' ', '  ', '\t');
const anyText = fc.oneof(
  fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join('')),
  fc.string(),
  fc.string({ unit: 'binary' }),
);

describe('any text', () => {
  test('is read or refused with a place within it, never an exception', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseFilter(text, table);
        if ('filter' in result) {
          rows.forEach(compileFilter(result.filter, table, reader));
          return;
        }
        for (const { start, end } of [result.error, ...result.error.suggestions]) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
        expect(result.error.start).toBeLessThan(result.error.end);
        expect(result.error.message).toMatch(/[.?]$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('means the same once it has been written out', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = parseFilter(text, table);
        fc.pre('filter' in first);
        expect(parsed(formatFilter(first.filter, table))).toEqual(first.filter);
      }),
      { numRuns: 1000 },
    );
  });

  test('has tokens in order that cover every character but spaces', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(text.length <= longestFilter);
        let at = 0;
        for (const { start, end } of tokeniseFilter(text, table)) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});

const word = fc.oneof(
  fragment,
  fc.string({ maxLength: 6 }),
  fc.constantFrom('or', '~x', '!y', 'a b', 'cpu>4', 'GiB', '"', '\\', '=x'),
);
const negated = fc.boolean();
const term: fc.Arbitrary<Term<ProcessField>> = fc.oneof(
  fc.record({ kind: fc.constant('words' as const), negated, text: word.filter((text) => text !== '') }),
  fc.record({
    kind: fc.constant('text' as const),
    negated,
    field: fc.constant('user' as const),
    fieldWritten: fc.constantFrom('user', 'USER'),
    operator: fc.constantFrom('=' as const, '!=' as const),
    text: word,
  }),
  fc.record({
    kind: fc.constant('number' as const),
    negated,
    field: fc.constant('residentBytes' as const),
    fieldWritten: fc.constantFrom('rss', 'residentBytes'),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    value: fc.constant(1024 ** 2),
    valueWritten: fc.constantFrom('1MiB', '1 MiB', '1024KiB', '1048576'),
  }),
  fc.record({
    kind: fc.constant('pattern' as const),
    negated,
    field: fc.constant('name' as const),
    fieldWritten: fc.constant('name'),
    operator: fc.constantFrom('~' as const, '!~' as const),
    source: fc.constantFrom('^k', 'a b', '"', '\\\\', '\\d+', '(a|b)', '=x', '', '~'),
  }),
);

test('every filter is read as itself once it has been written out', () => {
  fc.assert(
    fc.property(fc.array(fc.array(term, { minLength: 1, maxLength: 4 }), { maxLength: 3 }), (alternatives) => {
      const filter: Filter<ProcessField> = { alternatives };
      const text = formatFilter(filter, table);
      fc.pre(text.length <= longestFilter);
      expect(parsed(text)).toEqual(filter);
    }),
    { numRuns: 1000 },
  );
});

test('a term and its negation never hold for the same row', () => {
  fc.assert(
    fc.property(term, (one) => {
      const both = [one.negated, !one.negated].map((turned) =>
        compileFilter({ alternatives: [[{ ...one, negated: turned }]] }, table, reader),
      );
      expect(rows.some((row) => both.every((holds) => holds(row)))).toBe(false);
    }),
  );
});
