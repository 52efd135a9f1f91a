/** The order of the tables and the branches that were opened or closed: changed in the window at once, and kept in the settings. */
import { useLayoutEffect } from 'react';
import { processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import { mostBranches } from '../../shared/monitor/tableColumns.ts';
import { threadFields, type ThreadField } from '../../shared/monitor/threadFields.ts';
import type { Settings } from '../../shared/settings.ts';
import { showToast } from '../controls/toastStore.ts';
import { changeSettings, notKeptWords, useSettings } from '../frame/currentSettings.ts';
import { nextSort } from './rows/orderRows.ts';
import { arrangeBy, toggleBranch, useMonitor } from './store.ts';

type KeptOrder = Pick<Settings, 'processSort' | 'threadSort' | 'ownThreadSort' | 'processBranches'>;

function keepOrder(change: Partial<KeptOrder>): void {
  void changeSettings(change, { stays: true }).catch((error: unknown) =>
    showToast({ tone: 'warn', text: notKeptWords('The order of this table', error) }),
  );
}

/** Sorts processes by a column; the sorted one turns round. */
export function sortProcesses(field: ProcessField): void {
  const sort = nextSort(useMonitor.getState().sort, field, processFields[field].firstOrder);
  arrangeBy({ sort });
  keepOrder({ processSort: sort });
}

/** Sorts the table of all threads. */
export function sortAllThreads(field: ThreadField): void {
  const sort = nextSort(useMonitor.getState().allThreadsSort, field, threadFields[field].firstOrder);
  arrangeBy({ allThreadsSort: sort });
  keepOrder({ threadSort: sort });
}

/** Sorts the threads of the selected process. */
export function sortOwnThreads(field: ThreadField): void {
  const sort = nextSort(useMonitor.getState().threadSort, field, threadFields[field].firstOrder);
  arrangeBy({ threadSort: sort });
  keepOrder({ ownThreadSort: sort });
}

/** Opens or closes a branch. Those of processes that are not there any more are forgotten; groups may come back. */
export function turnBranch(key: string): void {
  toggleBranch(key);
  const { toggled, processes } = useMonitor.getState();
  const there = new Set(processes.flatMap((row) => (toggled.has(row.key) ? [row.key] : [])));
  const kept = [...toggled].filter((one) => there.has(one) || one.startsWith('group ')).slice(-mostBranches);
  useMonitor.setState({ toggled: new Set(kept) });
  keepOrder({ processBranches: kept });
}

/** Has the tables follow the order and the branches that are kept. */
export function useKeptOrder(): void {
  const processSort = useSettings((state) => state.settings.processSort);
  const threadSort = useSettings((state) => state.settings.threadSort);
  const ownThreadSort = useSettings((state) => state.settings.ownThreadSort);
  const branches = useSettings((state) => state.settings.processBranches);
  useLayoutEffect(
    () => arrangeBy({ sort: processSort, allThreadsSort: threadSort, threadSort: ownThreadSort }),
    [processSort, threadSort, ownThreadSort],
  );
  useLayoutEffect(() => arrangeBy({ toggled: new Set(branches) }), [branches]);
}
