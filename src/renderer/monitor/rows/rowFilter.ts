/** The filter language over the rows of a pass: what was typed, what of it is in force, and what could be typed next. */
import { compileFilter, type RowReader } from '../../../shared/filter/compileFilter.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { FilterTable } from '../../../shared/filter/filterTable.ts';
import { parseFilter } from '../../../shared/filter/parseFilter.ts';
import type { FilterError } from '../../../shared/filter/readFilter.ts';
import { numberAt, textAt, type PassRow } from './passRows.ts';

export interface TypedFilter<FieldName extends string> {
  /** What stands in the field. */
  text: string;
  /** Why the text cannot be read; `inForce` is then the last one that could. */
  error: FilterError | null;
  inForce: Filter<FieldName>;
}

/** Shows every row. */
export const noFilter: TypedFilter<never> = { text: '', error: null, inForce: { alternatives: [] } };

/** Takes in what was typed; a text that cannot be read leaves what was in force before. */
export function typeFilter<FieldName extends string>(
  text: string,
  table: FilterTable<FieldName>,
  before: TypedFilter<FieldName>,
): TypedFilter<FieldName> {
  const parsed = parseFilter(text, table);
  return 'error' in parsed
    ? { text, error: parsed.error, inForce: before.inForce }
    : { text, error: null, inForce: parsed.filter };
}

const anyReader: RowReader<string, PassRow<string>> = { numberOf: numberAt, textOf: textAt };

/** How a filter reads the rows of a pass. */
export function rowReader<FieldName extends string>(): RowReader<FieldName, PassRow<FieldName>> {
  return anyReader;
}

/** The rows that the filter keeps, in the order given. */
export function filterRows<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  filter: Filter<FieldName>,
  table: FilterTable<FieldName>,
): readonly PassRow<FieldName>[] {
  if (filter.alternatives.length === 0) return rows;
  return rows.filter(compileFilter(filter, table, rowReader<FieldName>()));
}

/** The fields whose columns must be read for it. Words are sought in fields that are read anyway. */
export function filterFields<FieldName extends string>(filter: Filter<FieldName>): FieldName[] {
  return filter.alternatives.flatMap((terms) => terms.flatMap((term) => (term.kind === 'words' ? [] : [term.field])));
}

/** Texts that a field holds now, the most frequent first. */
export function valuesSeen<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  field: FieldName,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = textAt(row, field);
    if (text !== null && text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
}
