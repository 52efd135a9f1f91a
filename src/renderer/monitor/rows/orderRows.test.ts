import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdOrder, nextSort, sortRows } from './orderRows.ts';
import { joinPass } from './passRows.ts';
import { tableOf, type ProcessValues } from '../testing/snapshots.ts';

const rowsOf = (values: ProcessValues[]) =>
  joinPass<'pid' | 'startTicks' | 'name' | 'cpu' | 'commandLine'>(
    tableOf(values.map((row) => ({ startTicks: 1, ...row }))),
    'pid',
    'startTicks',
    null,
  );
const ids = (rows: readonly { id: number }[]) => rows.map((row) => row.id);

const some = rowsOf([
  { pid: 3, name: 'node', commandLine: 'web/server.js', cpu: 0.3 },
  { pid: 1, name: 'Xorg', commandLine: null, cpu: NaN },
  { pid: 2, name: 'bash', commandLine: '-i', cpu: 1.9 },
  { pid: 4, name: 'awk', commandLine: null, cpu: 0.3 },
]);

test.each([
  ['cpu', 'descending', [2, 3, 4, 1]],
  ['cpu', 'ascending', [3, 4, 2, 1]],
  ['name', 'ascending', [4, 2, 3, 1]],
  ['name', 'descending', [1, 3, 2, 4]],
  ['commandLine', 'ascending', [2, 3, 1, 4]],
  ['pid', 'descending', [4, 3, 2, 1]],
] as const)('sorts by %s %s, what is not available last', (field, direction, expected) => {
  expect(ids(sortRows(some, { field, direction }))).toEqual(expected);
});

test('sorting by numbers is by value, then by id, with what is missing at the end', () => {
  const row = fc.record({ pid: fc.nat(40), cpu: fc.constantFrom(-2, -1, 0, 0, 0, 1, 2, 3, NaN, Infinity) });
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: ({ pid }) => pid }),
      fc.constantFrom('ascending' as const, 'descending' as const),
      (values, direction) => {
        const sign = direction === 'ascending' ? 1 : -1;
        const expected = values.toSorted((a, b) => {
          if (Number.isNaN(a.cpu) || Number.isNaN(b.cpu))
            return Number(Number.isNaN(a.cpu)) - Number(Number.isNaN(b.cpu)) || a.pid - b.pid;
          return a.cpu === b.cpu ? a.pid - b.pid : a.cpu < b.cpu ? -sign : sign;
        });
        expect(ids(sortRows(rowsOf(values), { field: 'cpu', direction }))).toEqual(expected.map(({ pid }) => pid));
      },
    ),
  );
});

test('a held order stands whatever the values do; what it does not know comes last', () => {
  expect(ids(holdOrder(some, ['2:1', '9:9', '4:1']))).toEqual([2, 4, 3, 1]);
});

test('holding and sorting lose no row and repeat none', () => {
  const row = fc.record({ pid: fc.nat(50), cpu: fc.oneof(fc.double(), fc.constant(NaN)) });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ pid }) => pid }), fc.array(fc.nat(50)), (values, held) => {
      const rows = rowsOf(values);
      const all = ids(rows).toSorted((a, b) => a - b);
      const sorted = sortRows(rows, { field: 'cpu', direction: 'descending' });
      const kept = holdOrder(
        rows,
        held.map((pid) => `${pid}:1`),
      );
      expect(ids(sorted).toSorted((a, b) => a - b)).toEqual(all);
      expect(ids(kept).toSorted((a, b) => a - b)).toEqual(all);
    }),
  );
});

test('the heading of the sorted column turns the order round; another starts with its own', () => {
  expect(nextSort({ field: 'cpu', direction: 'descending' }, 'cpu', 'descending').direction).toBe('ascending');
  expect(nextSort({ field: 'cpu', direction: 'descending' }, 'name', 'ascending')).toEqual({
    field: 'name',
    direction: 'ascending',
  });
});
