/** A pass as tables for a terminal: the columns that the Monitor shows by default, the busiest process first. */
import type { Field } from '../../shared/monitor/field.ts';
import { processFieldNames, processFields } from '../../shared/monitor/processFields.ts';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import { threadFieldNames, threadFields } from '../../shared/monitor/threadFields.ts';
import { cellUnit, formatCell } from '../../shared/units/format.ts';
import { noValue } from '../../shared/units/number.ts';
import { rowsOf, type Row } from './passDocument.ts';
import { textTable } from './textTable.ts';

/** Names come last: they are as long as they like, and a narrow terminal cuts the end of a line. */
const lastColumns: readonly string[] = ['name'];

export function passText(pass: Snapshot, threads: boolean, columns: number | null): string {
  const processes = rowsOf(pass.processes, processFieldNames)
    .toSorted((a, b) => numberOf(b, 'cpu') - numberOf(a, 'cpu') || numberOf(a, 'pid') - numberOf(b, 'pid'))
    .map((row) => ({ ...row, name: nameOf(row) }));
  const tables = [tableOf(processes, shownOf(processFields), columns)];
  if (threads) {
    const rows = rowsOf(pass.threads, threadFieldNames).toSorted(
      (a, b) => numberOf(a, 'pid') - numberOf(b, 'pid') || numberOf(a, 'tid') - numberOf(b, 'tid'),
    );
    tables.push(tableOf(rows, [['pid', threadFields.pid], ...shownOf(threadFields)], columns));
  }
  return tables.join('\n\n');
}

function shownOf(fields: Readonly<Record<string, Field>>): [string, Field][] {
  const shown = Object.entries(fields).filter(([, field]) => field.shown);
  return [
    ...shown.filter(([name]) => !lastColumns.includes(name)),
    ...shown.filter(([name]) => lastColumns.includes(name)),
  ];
}

function tableOf(rows: readonly Row[], fields: readonly [string, Field][], columns: number | null): string {
  return textTable(
    fields.map(([, field]) => ({
      title: headingOf(field),
      align: field.unit === 'text' || field.unit === 'choice' ? 'left' : 'right',
    })),
    rows.map((row) => fields.map(([name, field]) => cellText(row[name], field))),
    columns,
  );
}

/** "CPU %", "voluntary /s": one line has room for short units only. */
function headingOf({ title, unit }: Field): string {
  const short = { cores: '%', ratio: '%', perSecond: '/s', bytesPerSecond: '/s' } as const;
  const shortUnit = unit === 'cores' || unit === 'ratio' || unit === 'perSecond' || unit === 'bytesPerSecond';
  const suffix = shortUnit ? short[unit] : cellUnit(unit);
  return suffix === '' ? title : `${title} ${suffix}`;
}

function cellText(value: string | number | null | undefined, field: Field): string {
  if (value === null || value === undefined) return noValue;
  if (typeof value === 'string') return value;
  const { digits, unit } = formatCell(value, field.unit);
  return unit === '' ? digits : `${digits} ${unit.padEnd(3)}`;
}

/** The command line where there is one; a thread of Linux has a name only, shown in brackets as ps does. */
function nameOf(row: Row): string {
  const { name, commandLine } = row;
  if (typeof commandLine === 'string' && commandLine !== '') return commandLine;
  return `[${name ?? noValue}]`;
}

/** Rows without a value sort as the smallest. */
function numberOf(row: Row, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : -1;
}
