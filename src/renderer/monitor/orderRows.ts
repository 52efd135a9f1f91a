/** Which rows are shown, and in which order. Pure: the table and its tests call the same functions. */
import { numberAt, textAt, type PassRow } from './passRows.ts';

export interface Sort<FieldName extends string> {
  field: FieldName;
  direction: 'ascending' | 'descending';
}

/**
 * Rows in which every word of `filter` is found in one of `texts`, upper and lower case alike. Numbers are compared with
 * the row's id, whole. An empty filter keeps all.
 */
export function filterRows<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  filter: string,
  texts: readonly NoInfer<FieldName>[],
): readonly PassRow<FieldName>[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const haystack = texts
      .map((field) => textAt(row, field) ?? '')
      .join('\n')
      .toLowerCase();
    return words.every((word) => haystack.includes(word) || word === String(row.id));
  });
}

/** Sorted by one column; what is not available comes last in both directions; equal values by id, so that the order is stable. */
export function sortRows<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  sort: Sort<FieldName>,
): PassRow<FieldName>[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const isNumber = rows.some((row) => row.table.columns[sort.field] instanceof Float64Array);
  const keyed = rows.map((row) => ({
    row,
    number: isNumber ? numberAt(row, sort.field) : NaN,
    text: isNumber ? null : (textAt(row, sort.field)?.toLowerCase() ?? null),
  }));
  keyed.sort((a, b) => {
    if (isNumber) {
      const missing = Number(Number.isNaN(a.number)) - Number(Number.isNaN(b.number));
      if (missing !== 0) return missing;
      if (a.number !== b.number && missing === 0 && !Number.isNaN(a.number)) return sign * (a.number - b.number);
    } else {
      if (a.text === null || b.text === null) {
        const missing = Number(a.text === null) - Number(b.text === null);
        if (missing !== 0) return missing;
      } else if (a.text !== b.text) return a.text < b.text ? -sign : sign;
    }
    return a.row.id - b.row.id || a.row.startTicks - b.row.startTicks;
  });
  return keyed.map(({ row }) => row);
}

/** Keeps the order of `held` (row keys); rows that it does not know follow at the end, in the order given. */
export function holdOrder<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  held: readonly string[],
): PassRow<FieldName>[] {
  const left = new Map(rows.map((row) => [row.key, row]));
  const ordered: PassRow<FieldName>[] = [];
  for (const key of held) {
    const row = left.get(key);
    if (row === undefined) continue;
    ordered.push(row);
    left.delete(key);
  }
  return [...ordered, ...left.values()];
}

/** Clicking the heading of the sorted column turns the order round; another column starts with its own first order. */
export function nextSort<FieldName extends string>(
  sort: Sort<FieldName>,
  field: FieldName,
  firstOrder: 'ascending' | 'descending',
): Sort<FieldName> {
  if (sort.field !== field) return { field, direction: firstOrder };
  return { field, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
