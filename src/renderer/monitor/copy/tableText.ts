/**
 * Rows of the process table as text: for people as they stand on the screen, for programs in base units under the names of the
 * fields. All text comes from processes, so anything unseen is escaped and nothing can run as a formula in a spreadsheet.
 */
import type { Field } from '../../../shared/monitor/field.ts';
import { processFields, type ProcessField } from '../../../shared/monitor/processFields.ts';
import { escapeInvisible } from '../../../shared/text/hostileText.ts';
import { formatValue } from '../../../shared/units/format.ts';
import { numberAt, textAt } from '../passRows.ts';
import type { ProcessRow } from '../store.ts';

export type TableFormat = 'text' | 'tsv' | 'csv' | 'json';

/** Fields in their order; with `json` and `csv` the identity (PID and start ticks) comes first. */
export function tableText(rows: readonly ProcessRow[], fields: readonly ProcessField[], format: TableFormat): string {
  switch (format) {
    case 'text':
      return alignedText(rows, fields);
    case 'tsv':
      return separated(rows, fields, (cells) => `${cells.map(tsvCell).join('\t')}\n`);
    case 'csv':
      return separated(rows, withIdentity(fields), (cells) => `${cells.map(csvCell).join(',')}\r\n`);
    case 'json': {
      const named = withIdentity(fields);
      const objects = rows.map((row) => Object.fromEntries(named.map((field) => [field, valueOf(row, field)])));
      return `${JSON.stringify(objects, null, 1)}\n`;
    }
  }
}

function withIdentity(fields: readonly ProcessField[]): ProcessField[] {
  return [...new Set<ProcessField>(['pid', 'startTicks', ...fields])];
}

/** null: not available. Numbers in base units; text as the process gave it. */
function valueOf(row: ProcessRow, field: ProcessField): number | string | null {
  if (row.table.columns[field] instanceof Float64Array) {
    const value = numberAt(row, field);
    return Number.isFinite(value) ? value : null;
  }
  return textAt(row, field);
}

function separated(
  rows: readonly ProcessRow[],
  fields: readonly ProcessField[],
  line: (cells: readonly (number | string | null)[]) => string,
): string {
  return [fields, ...rows.map((row) => fields.map((field) => valueOf(row, field)))].map(line).join('');
}

/** A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection); tabs and newlines come escaped. */
function tsvCell(value: number | string | null): string {
  return value === null ? '' : typeof value === 'number' ? String(value) : guarded(escapeInvisible(value));
}

/** RFC 4180. */
function csvCell(value: number | string | null): string {
  const text = tsvCell(value);
  return /[",]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(text: string): string {
  return /^\s*[=+\-@]/u.test(text) ? `'${text}` : text;
}

function alignedText(rows: readonly ProcessRow[], fields: readonly ProcessField[]): string {
  const columns = fields.map((field) => {
    const { title, group, unit }: Field = processFields[field];
    const cells = rows.map((row) => {
      const value = valueOf(row, field);
      if (value === null) return '–';
      return typeof value === 'number' ? formatValue(value, unit) : escapeInvisible(value);
    });
    const all = [group === undefined ? title : `${group}: ${title}`, ...cells];
    const width = Math.max(...all.map((cell) => cell.length));
    return { all, width, isText: unit === 'text' };
  });
  return Array.from({ length: rows.length + 1 }, (_, line) => {
    const cells = columns.map(({ all, width, isText }) => {
      const cell = all[line] ?? '';
      return isText ? cell.padEnd(width) : cell.padStart(width);
    });
    return `${cells.join('  ').trimEnd()}\n`;
  }).join('');
}
