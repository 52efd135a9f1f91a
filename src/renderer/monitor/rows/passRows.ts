/**
 * The rows of one pass next to those of the pass before: which are new, which have ended. A row is its number and its start
 * time, so that a number that Linux gave again is another row. Values stay in the snapshot's columns.
 */
import type { Table } from '../../../shared/monitor/snapshot.ts';

/** Where a row stands under others. */
export interface Branch {
  /** 1 for what stands under nothing. */
  level: number;
  /** null where nothing stands under it. */
  isOpen: boolean | null;
  /** `group`: it stands for what its rows have in common, and is no process. `context`: the filter keeps rows under it alone. */
  kind: 'row' | 'group' | 'context';
  /** Live rows in the branch, itself among them unless it is a group or context. */
  size: number;
  /** Its values are the sums over the branch. */
  isSum: boolean;
  /** Place among its siblings from 1, and how many they are. */
  position: number;
  siblings: number;
  /** Keys of the live rows in the branch. */
  keys(): string[];
}

export interface PassRow<FieldName extends string> {
  /** Number and start ticks. */
  key: string;
  id: number;
  startTicks: number;
  /** `new` and `ended` for one pass; an ended row shows the values of the last pass that saw it. */
  status: 'new' | 'live' | 'ended';
  table: Table<FieldName>;
  index: number;
  /** Set where rows stand under rows. */
  branch?: Branch;
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
  const left = new RowsLeft(before ?? []);
  const rows: PassRow<FieldName>[] = [];
  for (let index = 0; identified && index < table.rowCount; index += 1) {
    const id = ids[index] ?? NaN;
    const startTicks = starts[index] ?? NaN;
    // The key of a row that goes on is not built again: 20,000 strings a pass cost more than all the rest.
    const key = left.take(id, startTicks)?.key;
    const status = key !== undefined || before === null ? 'live' : 'new';
    rows.push({ key: key ?? rowKey(id, startTicks), id, startTicks, status, table, index });
  }
  for (const row of left.rest()) rows.push({ ...row, status: 'ended' });
  return rows;
}

/**
 * The rows of the pass before that have not been seen again yet. Both passes list them by id, so nearly always the next one is
 * the one asked for; only where that is not so are they looked up by number, of which the table is made once.
 */
class RowsLeft<Row extends PassRow<string>> {
  readonly #rows: readonly Row[];
  #next = 0;
  #byId: Map<number, Row> | null = null;

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
  }

  /** The row of this identity, once. */
  take(id: number, startTicks: number): Row | undefined {
    if (this.#byId === null) {
      const next = this.#skipEnded();
      if (next === undefined) return undefined;
      if (next.id === id && Object.is(next.startTicks, startTicks)) {
        this.#next += 1;
        return next;
      }
      this.#byId = new Map(this.#live().map((row) => [row.id, row]));
    }
    const found = this.#byId.get(id);
    if (found === undefined || !Object.is(found.startTicks, startTicks)) return undefined;
    this.#byId.delete(id);
    return found;
  }

  /** Those that were never asked for. */
  rest(): Iterable<Row> {
    return this.#byId?.values() ?? this.#live();
  }

  #skipEnded(): Row | undefined {
    while (this.#rows[this.#next]?.status === 'ended') this.#next += 1;
    return this.#rows[this.#next];
  }

  #live(): Row[] {
    return this.#rows.slice(this.#next).filter((row) => row.status !== 'ended');
  }
}
