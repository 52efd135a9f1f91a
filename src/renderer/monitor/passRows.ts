/**
 * The rows of one pass next to those of the pass before: which are new, which have ended. A row is its number and its start
 * time, so that a number that Linux gave again is another row. Values stay in the snapshot's columns.
 */
import type { Table } from '../../shared/monitor/snapshot.ts';

export interface PassRow<FieldName extends string> {
  /** Number and start ticks. */
  key: string;
  id: number;
  startTicks: number;
  /** `new` and `ended` for one pass; an ended row shows the values of the last pass that saw it. */
  status: 'new' | 'live' | 'ended';
  table: Table<FieldName>;
  index: number;
}

/** The identity of a process or a thread as one string. */
export function rowKey(id: number, startTicks: number): string {
  return `${id}:${startTicks}`;
}

/** A number of a row; NaN where the column was not read or the value is not available. */
export function numberAt<FieldName extends string>(row: PassRow<FieldName>, field: FieldName): number {
  const column = row.table.columns[field];
  return column instanceof Float64Array ? (column[row.index] ?? NaN) : NaN;
}

/** A text of a row; null where the column was not read or the value is not available. */
export function textAt<FieldName extends string>(row: PassRow<FieldName>, field: FieldName): string | null {
  const column = row.table.columns[field];
  return column === undefined || column instanceof Float64Array ? null : (column[row.index] ?? null);
}

/**
 * Live rows in the order of the table, then the rows that have ended since `before`. On the first pass (`before` null)
 * nothing is new. `idField` names the column of PIDs or TIDs.
 */
export function joinPass<FieldName extends string>(
  table: Table<FieldName>,
  idField: NoInfer<FieldName>,
  startField: NoInfer<FieldName>,
  before: readonly PassRow<FieldName>[] | null,
): PassRow<FieldName>[] {
  const ids = table.columns[idField];
  const starts = table.columns[startField];
  const identified = ids instanceof Float64Array && starts instanceof Float64Array;
  // By number, so that the key of a row that goes on is not built again: 20,000 strings a pass cost more than all the rest.
  const known = new Map<number, PassRow<FieldName>>();
  for (const row of before ?? []) if (row.status !== 'ended') known.set(row.id, row);
  const rows: PassRow<FieldName>[] = [];
  for (let index = 0; identified && index < table.rowCount; index += 1) {
    const id = ids[index] ?? NaN;
    const startTicks = starts[index] ?? NaN;
    const same = known.get(id);
    const goesOn = same !== undefined && Object.is(same.startTicks, startTicks);
    if (goesOn) known.delete(id);
    const key = goesOn ? same.key : rowKey(id, startTicks);
    rows.push({ key, id, startTicks, status: goesOn || before === null ? 'live' : 'new', table, index });
  }
  for (const row of known.values()) rows.push({ ...row, status: 'ended' });
  return rows;
}
