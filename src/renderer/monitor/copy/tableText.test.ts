import fc from 'fast-check';
import { expect, test } from 'vitest';
import { processFields, type ProcessField } from '../../../shared/monitor/processFields.ts';
import { joinPass } from '../rows/passRows.ts';
import { snapshotOf, type ProcessValues } from '../testing/snapshots.ts';
import { tableText as textOf, type TableFormat } from './tableText.ts';

const tableText = (rows: ReturnType<typeof rowsOf>, fields: readonly ProcessField[], format: TableFormat) =>
  textOf({ rows, fields, definitions: processFields, identity: ['pid', 'startTicks'] }, format);

const rowsOf = (...processes: ProcessValues[]) =>
  joinPass(
    snapshotOf(processes.map((one, index) => ({ pid: index + 1, startTicks: 7, ...one }))).processes,
    'pid',
    'startTicks',
    null,
  );

test('text stands in columns, with units, and a dash for what is not available', () => {
  const rows = rowsOf(
    { name: 'ingestd', cpu: 1.865, residentBytes: 2 ** 31 },
    { name: 'x', cpu: null, residentBytes: 512 },
  );
  expect(tableText(rows, ['name', 'pid', 'cpu', 'residentBytes'], 'text')).toBe(
    [
      'Name     PID     CPU  Memory: RSS',
      'ingestd    1  186.5%        2 GiB',
      'x          2       –        512 B',
      '',
    ].join('\n'),
  );
});

test('TSV has the names of the fields and base units, JSON the identity as well', () => {
  const rows = rowsOf({ name: 'ingestd', cpu: 1.865, user: null });
  expect(tableText(rows, ['name', 'cpu', 'user'], 'tsv')).toBe('name\tcpu\tuser\ningestd\t1.865\t\n');
  expect(JSON.parse(tableText(rows, ['name', 'cpu', 'user'], 'json'))).toEqual([
    { pid: 1, startTicks: 7, name: 'ingestd', cpu: 1.865, user: null },
  ]);
});

test.each([['=1+1'], ['+cmd'], ['-bash'], ['@sum'], [' =1']])('%j cannot run as a formula', (name) => {
  expect(tableText(rowsOf({ name }), ['name'], 'csv').split('\r\n')[1]).toBe(`1,7,'${name}`);
});

test('whatever a process is called, a row stays a row and a cell a cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const tsv = tableText(rowsOf({ name, user: 'ada' }), ['name', 'user'], 'tsv');
      expect(tsv.split('\n')).toHaveLength(3);
      expect(tsv.split('\n')[1]?.split('\t')).toHaveLength(2);
      const csv = tableText(rowsOf({ name, user: 'ada' }), ['name', 'user'], 'csv');
      expect(csv.split('\r\n')).toHaveLength(3);
    }),
    { numRuns: 30 },
  );
});
