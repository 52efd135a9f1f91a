/** Keys of the Monitor: letters that sort as in htop while the table has the focus, Ctrl that holds the order. */
import { useEffect } from 'react';
import { quotedIfNeeded } from '../../shared/filter/quotation.ts';
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import { sortAllThreads, sortProcesses } from './keptOrder.ts';
import { trace, type Traced } from './origin/originStore.ts';
import { textAt } from './rows/passRows.ts';
import { rest, setFilter, useMonitor } from './store.ts';
import { toggleFreeze } from './rows/takePass.ts';
import type { ThreadField } from '../../shared/monitor/threadFields.ts';
import { keep } from './columns/tableLayout.ts';
import { monotonicSeconds } from './Tools.tsx';

const sorts: Readonly<Record<string, ProcessField>> = { P: 'cpu', M: 'residentBytes', T: 'cpuTime', I: 'pid' };
const threadSorts: Readonly<Record<string, ThreadField>> = { P: 'cpu', T: 'cpuTime', I: 'tid' };

/** What a single letter does; false when it does nothing here. `origin`: that of the cell in focus. */
export function monitorLetter(letter: string, origin: (() => Traced | string) | undefined): boolean {
  const { shape, sort, allThreadsSort } = useMonitor.getState();
  if (Object.hasOwn(sorts, letter)) {
    const field = sorts[letter];
    const threadField = threadSorts[letter];
    if (shape === 'threads') {
      if (threadField === undefined) return false; // a thread has no memory of its own
      if (threadField !== allThreadsSort.field) sortAllThreads(threadField);
    } else if (field !== undefined && field !== sort.field) sortProcesses(field);
    return true;
  }
  switch (letter) {
    case 'z':
    case 'Z':
      toggleFreeze(monotonicSeconds());
      return true;
    case 'c':
    case 'C':
      document.getElementById('choose-columns')?.click();
      return true;
    case 'o':
    case 'O':
      if (origin !== undefined) trace(origin());
      return true;
    case 'u':
      if (shape === 'threads') return false; // threads have no user of their own
      filterByUser();
      return true;
    case 't':
      keep({ processShape: shape === 'tree' ? 'flat' : 'tree' });
      return true;
    case 'H':
      keep({ processShape: shape === 'threads' ? 'flat' : 'threads' });
      return true;
    default:
      return false;
  }
}

/** The rows of the selected row's user alone; again to have all rows back. */
function filterByUser(): void {
  const { selectedRow, filter } = useMonitor.getState();
  const user = selectedRow === null ? null : textAt(selectedRow, 'user');
  if (user === null) return;
  const wanted = `user=${quotedIfNeeded(user)}`;
  setFilter(filter.text === wanted ? '' : wanted);
}

/** Ctrl alone rests on the table wherever the pointer is; losing the window lets it go. */
export function useHoldingKey(): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key === 'Control') rest('ctrl', true);
    };
    const up = (event: KeyboardEvent) => {
      if (event.key === 'Control') rest('ctrl', false);
    };
    const away = () => rest('ctrl', false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', away);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', away);
    };
  }, []);
}
