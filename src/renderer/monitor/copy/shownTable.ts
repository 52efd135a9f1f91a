/** The table that is shown, as what can be copied or saved: each process or thread by itself, whatever branch it stands in. */
import { processFields, type ProcessField } from '../../../shared/monitor/processFields.ts';
import { historyColumn } from '../../../shared/monitor/tableColumns.ts';
import { threadFields, type ThreadField } from '../../../shared/monitor/threadFields.ts';
import { useSettings } from '../../frame/currentSettings.ts';
import { useMonitor, type ProcessRow } from '../store.ts';
import type { TextTable } from './tableText.ts';

/** `rows` may hold sums of closed branches: each process is given with its own values. Groups are left out. */
export function processTable(rows: readonly ProcessRow[]): TextTable<ProcessField> {
  const { processes, columns } = useMonitor.getState();
  const own = new Map(processes.map((row) => [row.key, row]));
  return {
    rows: rows.filter(({ branch }) => branch?.kind !== 'group').map((row) => own.get(row.key) ?? row),
    fields: columns,
    definitions: processFields,
    identity: ['pid', 'startTicks'],
  };
}

/** All threads of the machine, as the table of threads shows them. */
export function threadTable(): TextTable<ThreadField> {
  return {
    rows: useMonitor.getState().shownAllThreads,
    fields: useSettings.getState().settings.threadColumns.filter((column) => column !== historyColumn),
    definitions: threadFields,
    identity: ['pid', 'tid', 'startTicks'],
  };
}
