/**
 * The rows that an action is for. The store knows the one process whose details are shown; here are those that were selected with
 * it. Where the details move to another process by other ways, the others are no longer selected.
 */
import { create } from 'zustand';
import type { SelectHow } from '../../table/GridRow.tsx';
import { rowKey } from '../rows/passRows.ts';
import { select, useMonitor, type MonitorState, type ProcessRow } from '../store.ts';

const usePicked = create<{ picked: ReadonlySet<string> }>(() => ({ picked: new Set() }));
const none: ReadonlySet<string> = new Set();

/** Keys of all selected rows; the one with details among them. */
export function usePickedKeys(): ReadonlySet<string> {
  const picked = usePicked((state) => state.picked);
  const lead = useMonitor(leadKey);
  return lead !== null && picked.has(lead) ? picked : none;
}

function leadKey({ selected }: MonitorState): string | null {
  return selected === null ? null : rowKey(selected.pid, selected.startTicks);
}

/** Takes a click or a key on a row; `range` are the rows from where the selection began. */
export function pickRow(row: ProcessRow, how: SelectHow, range: readonly ProcessRow[]): void {
  const lead = leadKey(useMonitor.getState());
  const kept = usePicked.getState().picked;
  const before = new Set(lead === null ? [] : kept.has(lead) ? kept : [lead]);
  if (how === 'add') {
    if (!before.has(row.key)) before.add(row.key);
    else if (before.size > 1) before.delete(row.key);
    const next = before.has(row.key) ? row : rowOf([...before].at(-1));
    usePicked.setState({ picked: before });
    if (next !== undefined) lookAt(next);
    return;
  }
  usePicked.setState({ picked: new Set(how === 'range' ? range.map(({ key }) => key) : [row.key]) });
  lookAt(row);
}

/** Selects all processes of the table; the details stay where they are, if that row is among them. */
export function pickAll(shown: readonly ProcessRow[]): void {
  const rows = shown.filter(({ branch }) => branch?.kind !== 'group');
  const lead = leadKey(useMonitor.getState());
  usePicked.setState({ picked: new Set(rows.map(({ key }) => key)) });
  const [first] = rows;
  if (first !== undefined && !rows.some(({ key }) => key === lead)) lookAt(first);
}

/** The selected rows in the order of the table, those that the filter hides last; each as it was last seen. */
export function pickedRows(): ProcessRow[] {
  const state = useMonitor.getState();
  const lead = leadKey(state);
  if (lead === null) return [];
  const kept = usePicked.getState().picked;
  const left = new Set(kept.has(lead) ? kept : [lead]);
  const rows: ProcessRow[] = [];
  for (const table of [state.shown, state.processes]) {
    for (const row of table) {
      if (left.size === 0) return rows;
      if (left.delete(row.key)) rows.push(row);
    }
  }
  if (left.has(lead) && state.selectedRow !== null) rows.push(state.selectedRow);
  return rows;
}

function rowOf(key: string | undefined): ProcessRow | undefined {
  return useMonitor.getState().processes.find((row) => row.key === key);
}

function lookAt({ id, startTicks }: ProcessRow): void {
  select({ pid: id, startTicks });
}
