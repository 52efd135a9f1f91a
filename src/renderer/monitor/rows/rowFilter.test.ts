import { expect, test } from 'vitest';
import { processFilterTable } from '../../../shared/filter/monitorFilters.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import { joinPass } from './passRows.ts';
import { filterFields, filterRows, noFilter, typeFilter, valuesSeen, type TypedFilter } from './rowFilter.ts';
import { tableOf, type ProcessValues } from '../testing/snapshots.ts';

const values: ProcessValues[] = [
  { pid: 1, name: 'Xorg', commandLine: null, user: 'root', cpu: NaN },
  { pid: 2, name: 'bash', commandLine: '-i', user: 'ada', cpu: 1.9 },
  { pid: 3, name: 'node', commandLine: 'web/server.js', user: 'www', cpu: 0.3 },
  { pid: 4, name: 'awk', commandLine: null, user: 'ada', cpu: 0.3 },
];
const rows = joinPass<ProcessField>(
  tableOf(values.map((row) => ({ startTicks: 1, ...row }))),
  'pid',
  'startTicks',
  null,
);
const typed = (text: string, before: TypedFilter<ProcessField> = noFilter) =>
  typeFilter(text, processFilterTable, before);
const shown = (text: string) => filterRows(rows, typed(text).inForce, processFilterTable).map(({ id }) => id);

test.each([
  ['', [1, 2, 3, 4]],
  ['XORG', [1]],
  ['server node', [3]],
  ['2', [2]],
  ['server bash', []],
  ['cpu>0.2 user!=ada', [3]],
  ['cpu<=30%', [3, 4]],
  ['!name~^[ab]', [1, 3]],
])('the filter %j keeps %j', (text, expected) => {
  expect(shown(text)).toEqual(expected);
});

test('a text that cannot be read is marked, and the last one that could be stays in force', () => {
  const before = typed('cpu>1');
  const after = typed('cpu>1 usr=root', before);
  expect(after.error).toMatchObject({ start: 6, end: 9 });
  expect(after.inForce).toBe(before.inForce);
  expect(typed('', after)).toEqual(noFilter);
});

test('the columns of a comparison must be read, those of a word are read anyway', () => {
  expect(filterFields(typed('node rss>1GiB or !nice=0').inForce)).toEqual(['residentBytes', 'nice']);
});

test('values are offered by how often they are seen', () => {
  expect(valuesSeen(rows, 'user')).toEqual(['ada', 'root', 'www']);
});
