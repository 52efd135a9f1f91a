/** What the selected process did since it was selected, a row a pass: the overview draws it. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { numberAt } from '../passRows.ts';
import { histories, useMonitor, type ProcessRow } from '../store.ts';
import { monotonicSeconds } from '../Tools.tsx';
import { historyFields, type HistoryField } from './pane.ts';

export interface HistoryRow {
  /** On the clock of `monotonicSeconds`. */
  at: Seconds;
  /** NaN: not read, or not available. */
  values: Readonly<Record<HistoryField, number>>;
}

/** A minute at four passes a second. */
const KEPT = 240;

/** `key` names the process; rows from the oldest to the newest. */
export const useProcessHistory = create<{ key: string | null; rows: readonly HistoryRow[] }>(() => ({
  key: null,
  rows: [],
}));

/** Keeps the history while it is mounted. CPU use is there from before the selection as well. */
export function useKeepHistory(): void {
  useEffect(() => {
    add(useMonitor.getState().selectedRow, monotonicSeconds());
    return useMonitor.subscribe((state, before) => {
      if (state.snapshot !== before.snapshot || state.selectedRow?.key !== before.selectedRow?.key) {
        add(state.selectedRow, monotonicSeconds());
      }
    });
  }, []);
}

function add(row: ProcessRow | null, at: Seconds): void {
  if (row === null) return;
  const { key, rows } = useProcessHistory.getState();
  if (row.status === 'ended') return;
  const now: HistoryRow = { at, values: valuesOf((field) => numberAt(row, field)) };
  if (key !== row.key) {
    const known = histories.processes
      .pointsOf(row.key)
      .slice(0, -1)
      .map((point) => ({ at: point.at, values: valuesOf((field) => (field === 'cpu' ? point.value : NaN)) }));
    useProcessHistory.setState({ key: row.key, rows: [...known, now].slice(-KEPT) });
  } else {
    useProcessHistory.setState({ rows: [...rows, now].slice(-KEPT) });
  }
}

function valuesOf(valueOf: (field: HistoryField) => number): Record<HistoryField, number> {
  const values = { ...empty };
  for (const field of historyFields) values[field] = valueOf(field);
  return values;
}

const empty: Readonly<Record<HistoryField, number>> = {
  cpu: NaN,
  systemCpu: NaN,
  runQueueDelay: NaN,
  threads: NaN,
  residentBytes: NaN,
  swapBytes: NaN,
  readBytes: NaN,
  writeBytes: NaN,
  voluntarySwitches: NaN,
  involuntarySwitches: NaN,
  minorFaults: NaN,
  majorFaults: NaN,
};
