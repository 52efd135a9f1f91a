/** What the Monitor asks the sampler to read: what is shown, what it is sorted by, and what identity and the lower pane need. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { ProcessKey } from '../../shared/monitor/processKey.ts';
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import type { GroupBy, Shape } from './shapes/shapes.ts';
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
  shape: Shape;
  groupBy: GroupBy;
  columns: readonly ProcessField[];
  sortedBy: ProcessField;
  /** What the filter asks about. */
  filteredBy: readonly ProcessField[];
  /** Of the threads of the whole machine, where they are the rows. */
  threadColumns: readonly ThreadField[];
  /** Read in every shape, as the details of the selected process need it. */
  details: readonly ProcessField[];
  selected: ProcessKey | null;
  visible: readonly number[];
}

/** The request for one state of the room. */
export function watchRequestOf(wanted: Wanted): WatchRequest {
  const { interval, shape, groupBy, columns, sortedBy, filteredBy, threadColumns, details, selected, visible } = wanted;
  const ofThreads = shape === 'threads';
  const ofRows: readonly ProcessField[] = ofThreads ? [] : [...columns, sortedBy, ...filteredBy];
  const ofShape: readonly ProcessField[] = shape === 'tree' ? ['parentPid'] : shape === 'grouped' ? [groupBy] : [];
  const onScreen = visible.filter((pid) => pid > 0);
  return {
    interval,
    processFields: [...new Set<ProcessField>([...processBase, ...ofRows, ...ofShape, ...details])],
    threadFields: [...new Set<ThreadField>([...threadFieldsRead, ...(ofThreads ? threadColumns : [])])],
    threadsOf: ofThreads ? 'all' : selected === null ? [] : [selected],
    only: null,
    // Threads of the selected process are looked at in the lower pane.
    visible: [...new Set(ofThreads && selected !== null ? [selected.pid, ...onScreen] : onScreen)].slice(0, 500),
  };
}

/** What is still asked for while nobody can see the window: what its histories are made of, and no more. */
export function hiddenRequestOf({ interval, details }: Pick<Wanted, 'interval' | 'details'>): WatchRequest {
  return {
    interval,
    processFields: [...new Set<ProcessField>(['pid', 'startTicks', 'cpu', ...details])],
    threadFields: [],
    threadsOf: [],
    only: null,
    visible: [],
  };
}
