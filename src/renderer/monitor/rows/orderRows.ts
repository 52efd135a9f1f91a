/** In which order rows are shown. Pure: the table and its tests call the same functions. */
import { numberAt, textAt, type PassRow } from './passRows.ts';

export interface Sort<FieldName extends string> {
  field: FieldName;
  direction: 'ascending' | 'descending';
}

/** Sorted by one column; what is not available comes last in both directions; equal values by id, so that the order is stable. */
export function sortRows<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  sort: Sort<FieldName>,
): PassRow<FieldName>[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const isNumber = rows.some((row) => row.table.columns[sort.field] instanceof Float64Array);
  return isNumber ? sortByNumber(rows, sort.field, sign) : sortByText(rows, sort.field, sign);
}

function byIdentity(a: PassRow<string>, b: PassRow<string>): number {
  return a.id - b.id || a.startTicks - b.startTicks;
}

/**
 * Of 20,000 processes all but some hundred have used nothing: those are put aside and only the others are sorted. Rows come
 * from the pass by id, so that the part put aside is in order already, which the engine's sort finds out in one walk.
 */
function sortByNumber<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  field: FieldName,
  sign: number,
): PassRow<FieldName>[] {
  const above: PassRow<FieldName>[] = [];
  const zero: PassRow<FieldName>[] = [];
  const below: PassRow<FieldName>[] = [];
  const missing: PassRow<FieldName>[] = [];
  for (const row of rows) {
    const value = numberAt(row, field);
    if (value > 0) above.push(row);
    else if (value === 0) zero.push(row);
    else if (value < 0) below.push(row);
    else missing.push(row);
  }
  const inOrder = (part: readonly PassRow<FieldName>[]): PassRow<FieldName>[] =>
    part
      .map((row) => ({ row, value: numberAt(row, field) }))
      .sort((a, b) => (a.value === b.value ? byIdentity(a.row, b.row) : sign * (a.value - b.value)))
      .map(({ row }) => row);
  zero.sort(byIdentity);
  missing.sort(byIdentity);
  const [first, last] = sign > 0 ? [below, above] : [above, below];
  return [...inOrder(first), ...zero, ...inOrder(last), ...missing];
}

function sortByText<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  field: FieldName,
  sign: number,
): PassRow<FieldName>[] {
  const keyed = rows.map((row) => ({ row, text: textAt(row, field)?.toLowerCase() ?? null }));
  keyed.sort((a, b) => {
    if (a.text === null || b.text === null) {
      const missing = Number(a.text === null) - Number(b.text === null);
      if (missing !== 0) return missing;
    } else if (a.text !== b.text) return a.text < b.text ? -sign : sign;
    return byIdentity(a.row, b.row);
  });
  return keyed.map(({ row }) => row);
}

/** Keeps the order of `held` (row keys); rows that it does not know follow at the end, in the order given. */
export function holdOrder<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  held: readonly string[],
): PassRow<FieldName>[] {
  const places = new Map<string, number>();
  held.forEach((key, place) => places.set(key, place));
  const stood: (PassRow<FieldName> | undefined)[] = Array.from({ length: held.length });
  const others: PassRow<FieldName>[] = [];
  for (const row of rows) {
    const place = places.get(row.key);
    if (place === undefined) others.push(row);
    else stood[place] = row;
  }
  return [...stood.filter((row) => row !== undefined), ...others];
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
