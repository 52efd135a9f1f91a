/** What of the actions is open: the menu of the selected rows, a dialog before an action, the outcome of one. */
import { create } from 'zustand';
import type { Traced } from '../origin/originStore.ts';
import { useMonitor } from '../store.ts';
import { useAbout } from './about.ts';
import type { Outcome } from './actionRequest.ts';
import { pickedRows } from './selection.ts';
import { subjectsOf, type Subject } from './subjects.ts';

export type DialogKind =
  'terminate' | 'kill' | 'killTree' | 'pause' | 'continue' | 'signal' | 'nice' | 'affinity' | 'policy' | 'ioPriority';

export type OpenDialog =
  /** The subjects stay those for which it was opened, whatever is selected meanwhile. `step`: added to the nice value (F7, F8). */
  { kind: DialogKind; subjects: readonly Subject[]; step?: number } | { kind: 'outcome'; outcomes: readonly Outcome[] };

/** The cell that the menu was asked on: what is known of where its number comes from, or why that cannot be told. */
export type CellMenu = { traced: Traced | string };

interface ActionState {
  /** Where the menu stands, in pixels of the window, and what has the focus after it (null: the table); null while it is closed. */
  menu: {
    left: number;
    top: number;
    opener: HTMLElement | null;
    subjects: readonly Subject[];
    cell: CellMenu | null;
  } | null;
  dialog: OpenDialog | null;
}

export const useActions = create<ActionState>(() => ({ menu: null, dialog: null }));

/** The processes that are selected now. */
export function selectedSubjects(): Subject[] {
  return subjectsOf(pickedRows(), useMonitor.getState().snapshot, useAbout.getState().about?.pid ?? null);
}

export function openMenu(at: { left: number; top: number }, opener: HTMLElement | null, cell: CellMenu | null): void {
  useActions.setState({ menu: { ...at, opener, subjects: selectedSubjects(), cell } });
}

export function openDialog(dialog: OpenDialog | null): void {
  useActions.setState({ dialog });
}
