import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFilter } from './compileFilter.ts';
import { processFilterTable as table } from './monitorFilters.ts';
import { nearestRow, nearestWords } from './nearestRow.ts';
import { parseFilter } from './parseFilter.ts';
import { reader, rows } from './testing/rows.ts';

function nearest(
  text: string,
  among = rows,
): ReturnType<typeof nearestRow<keyof typeof table.fields, (typeof rows)[number]>> {
  const result = parseFilter(text, table);
  if ('error' in result) throw new Error(result.error.message);
  return nearestRow(result.filter, table, among, reader);
}

test('says which row misses by least, and what to try', () => {
  const found = nearest('cpu>4 user=www');
  if (found === null) throw new Error('none');
  expect(found.attempt).toBe('cpu>0.3');
  expect(found.attemptedFilter).toBe('cpu>0.3 user=www');
  expect(nearestWords(found, table, 'node (3377)')).toBe(
    'The nearest is node (3377) with 0.34 of a core. CPU in a filter is counted in cores: 4 means 400%.',
  );
});

test.each([
  ['rss>1GiB user=www', 'rss>=300MiB', 'The nearest is x with rss 300 MiB.'],
  ['threads=20', 'threads=12', 'The nearest is x with threads 12.'],
  ['!threads<=20', 'threads>10', 'The nearest is x with threads 12.'],
  ['queue>40%', 'queue>10%', 'The nearest is x with queue 11.8%.'],
  ['user=ingest threads<2', 'threads<20', 'The nearest is x with threads 12.'],
])('%s: try %s. %s', (text, attempt, words) => {
  const found = nearest(text);
  if (found === null) throw new Error('none');
  expect(found.attempt).toBe(attempt);
  expect(nearestWords(found, table, 'x')).toBe(words);
});

test.each(['user=nobody', 'user=nobody cpu>4', 'writeBytes>1TiB user=root', ''])('%s has no nearest row', (text) => {
  expect(nearest(text)).toBeNull();
});

test('what it offers to try always shows that row', () => {
  const fields = ['cpu', 'rss', 'threads', 'queue', 'write', 'cpuTime', 'voluntary', 'pid', 'nice'] as const;
  const value = fc.oneof(
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.integer({ min: -20, max: 5000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...fields),
      fc.constantFrom('>', '>=', '<', '<=', '='),
      value,
      value,
      (name, operator, wanted, own) => {
        const field = table.named(name) ?? 'cpu';
        const row = { pid: 1, [field]: own };
        const found = nearest(`${name}${operator}${wanted}`, [row]);
        fc.pre(found !== null);
        const result = parseFilter(found.attemptedFilter, table);
        if ('error' in result) throw new Error(result.error.message);
        expect(compileFilter(result.filter, table, reader)(row)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
