/** Keys of the table that ask for an action, as in htop, and those that copy or select rows. */
import { showToast } from '../../controls/toastStore.ts';
import { backend } from '../../connection/backend.ts';
import { copyRows } from '../copy/copyRows.ts';
import { rest, useMonitor } from '../store.ts';
import { useAbout } from './about.ts';
import { openDialog, openMenu, selectedSubjects, type CellMenu, type DialogKind } from './actionStore.ts';
import { pickAll } from './selection.ts';
import { whyNot } from './whyNot.ts';

const actions: Readonly<Record<string, { kind: DialogKind; step?: number; isLetter: boolean }>> = {
  k: { kind: 'signal', isLetter: true },
  K: { kind: 'signal', isLetter: true },
  F9: { kind: 'signal', isLetter: false },
  F7: { kind: 'nice', step: -1, isLetter: false },
  F8: { kind: 'nice', step: 1, isLetter: false },
  a: { kind: 'affinity', isLetter: true },
  A: { kind: 'affinity', isLetter: true },
};

/** `letters`: single letters are switched on. True where the key meant something. */
export function actionKey(key: string, letters: boolean): boolean {
  const action = Object.hasOwn(actions, key) ? actions[key] : undefined;
  if (action === undefined || (action.isLetter && !letters)) return false;
  const { kind, step } = action;
  const subjects = selectedSubjects();
  const readOnly = useAbout.getState().about?.readOnly ?? false;
  const reason = whyNot(subjects, { readOnly, connected: backend.state.getState().status === 'open' });
  if (reason !== undefined) showToast({ tone: 'warn', text: reason });
  else openDialog({ kind, subjects, ...(step === undefined ? {} : { step }) });
  return true;
}

/** Together with Ctrl. */
export function commandKey(key: string): boolean {
  switch (key) {
    case 'c':
      copyRows('text');
      return true;
    case 'a':
      if (useMonitor.getState().shape === 'threads') return false;
      pickAll(useMonitor.getState().shown.filter(({ branch }) => branch?.kind !== 'group'));
      return true;
    default:
      return false;
  }
}

/** The menu of the selected rows holds the order of the table while it is open. */
export function openRowMenu(
  at: { left: number; top: number },
  { opener = null, cell = null }: { opener?: HTMLElement | null; cell?: CellMenu | null } = {},
): void {
  rest('menu', true);
  openMenu(at, opener, cell);
}
