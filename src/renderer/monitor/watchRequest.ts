/** What the Monitor asks the sampler to read: what is shown, what it is sorted by, and what identity and the lower pane need. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { ProcessKey } from '../../shared/monitor/processKey.ts';
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import type { ThreadField } from '../../shared/monitor/threadFields.ts';

/** Always read: identity, the name cell, the history, the state, the sum line. All from files that are read anyway, or once. */
const processBase = [
  'pid',
  'startTicks',
  'startTime',
  'parentPid',
  'name',
  'commandLine',
  'user',
  'cpu',
  'cpuTime',
  'threads',
  'state',
  'nice',
  'policy',
] as const satisfies readonly ProcessField[];

export const threadFieldsRead = [
  'pid',
  'tid',
  'startTicks',
  'name',
  'cpu',
  'cpuTime',
  'runQueueDelay',
  'voluntarySwitches',
  'involuntarySwitches',
  'lastCpu',
  'state',
  'waitChannel',
  'syscall',
] as const satisfies readonly ThreadField[];

export interface Wanted {
  interval: number;
  columns: readonly ProcessField[];
  sortedBy: ProcessField;
  /** What the filter asks about. */
  filteredBy: readonly ProcessField[];
  selected: ProcessKey | null;
  visible: readonly number[];
}

/** The request for one state of the room. */
export function watchRequestOf({ interval, columns, sortedBy, filteredBy, selected, visible }: Wanted): WatchRequest {
  return {
    interval,
    processFields: [...new Set<ProcessField>([...processBase, ...columns, sortedBy, ...filteredBy])],
    threadFields: [...threadFieldsRead],
    threadsOf: selected === null ? [] : [selected],
    only: null,
    visible: visible.slice(0, 500),
  };
}
