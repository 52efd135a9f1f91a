/**
 * Rows of a table of the Monitor as text: for people as they stand on the screen, for programs in base units under the names of the
 * fields. All text comes from processes, so anything unseen is escaped and nothing can run as a formula in a spreadsheet.
 */
import type { Field } from '../../../shared/monitor/field.ts';
import { escapeInvisible } from '../../../shared/text/hostileText.ts';
import { formatValue } from '../../../shared/units/format.ts';
import { numberAt, textAt, type PassRow } from '../rows/passRows.ts';

export type TableFormat = 'text' | 'tsv' | 'csv' | 'json';

/** What a table of text is made of: processes or threads, with the fields that are shown, in their order. */
export interface TextTable<FieldName extends string> {
  rows: readonly PassRow<FieldName>[];
  fields: readonly FieldName[];
  definitions: Readonly<Record<FieldName, Field>>;
  /** Number and start; they come first in `json` and `csv`. */
  identity: readonly FieldName[];
}

export function tableText<FieldName extends string>(table: TextTable<FieldName>, format: TableFormat): string {
  const { rows, fields, identity } = table;
  const withIdentity = [...new Set<FieldName>([...identity, ...fields])];
  switch (format) {
    case 'text':
      return alignedText(table);
    case 'tsv':
      return separated(rows, fields, (cells) => `${cells.map(tsvCell).join('\t')}\n`);
    case 'csv':
      return separated(rows, withIdentity, (cells) => `${cells.map(csvCell).join(',')}\r\n`);
    case 'json': {
      const objects = rows.map((row) => Object.fromEntries(withIdentity.map((field) => [field, valueOf(row, field)])));
      return `${JSON.stringify(objects, null, 1)}\n`;
    }
  }
}

/** null: not available. Numbers in base units; text as the process gave it. */
function valueOf<FieldName extends string>(row: PassRow<FieldName>, field: FieldName): number | string | null {
  if (row.table.columns[field] instanceof Float64Array) {
    const value = numberAt(row, field);
    return Number.isFinite(value) ? value : null;
  }
  return textAt(row, field);
}

function separated<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  fields: readonly FieldName[],
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

function alignedText<FieldName extends string>({ rows, fields, definitions }: TextTable<FieldName>): string {
  const columns = fields.map((field) => {
    const { title, group, unit } = definitions[field];
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
