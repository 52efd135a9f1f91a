/**
 * The Monitor's one store: the last pass, the order of its rows, the selection and a minute of history. Everything that is
 * derived is derived once, a click's here and a pass's in takePass.ts; views select and draw.
 */
import { create } from 'zustand';
import type { ThreadlabError } from '../../shared/errors.ts';
import { processFilterTable, threadFilterTable } from '../../shared/filter/monitorFilters.ts';
import type { ProcessKey } from '../../shared/monitor/processKey.ts';
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';
import { processFieldNames, processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import type { ThreadField } from '../../shared/monitor/threadFields.ts';
import { FollowedProcesses } from './details/processHistory.ts';
import { History } from './rows/history.ts';
import { machineNumbers, type MachineNumber } from './machine/machineNumbers.ts';
import { SpanHistory } from './rows/spanHistory.ts';
import { arranged } from './rows/arrange.ts';
import type { Sort } from './rows/orderRows.ts';
import { numberAt, rowKey, type PassRow } from './rows/passRows.ts';
import { noFilter, typeFilter, type TypedFilter } from './rows/rowFilter.ts';
import { turnBranchOf } from './shapes/forest.ts';
import type { GroupBy, Shape } from './shapes/shapes.ts';
import { StateBalance } from './rows/stateBalance.ts';

export type ProcessRow = PassRow<ProcessField>;
export type ThreadRow = PassRow<ThreadField>;

/** What rests on the table and so holds its order. */
export type Rest = 'pointer' | 'focus' | 'menu' | 'ctrl';

export interface MonitorState {
  view: 'processes' | 'machine';
  /** A subscription has begun: its first pass has no pass before it. */
  fresh: boolean;
  /** null before the first pass has come. */
  snapshot: Snapshot | null;
  /** All rows of the pass, ended ones last. */
  processes: readonly ProcessRow[];
  /** Those that the filter keeps, in the order of the table. */
  shown: readonly ProcessRow[];
  sort: Sort<ProcessField>;
  /** One text, read for processes and for threads, which have other fields. */
  filter: TypedFilter<ProcessField>;
  threadFilter: TypedFilter<ThreadField>;
  /** Live rows that the filter keeps, and their CPU use in cores, NaN where it is not known of one. */
  matching: number;
  matchingCpu: number;
  /** How the table shows processes; both follow the settings. */
  shape: Shape;
  groupBy: GroupBy;
  /** Branches that were opened or closed by hand. */
  toggled: ReadonlySet<string>;
  /** Fields of the columns that the process table shows, in their order; they follow the settings. */
  columns: readonly ProcessField[];
  selected: ProcessKey | null;
  /** The selected process as last seen; it outlives the process. */
  selectedRow: ProcessRow | null;
  /** Threads of the selected process. */
  threads: readonly ThreadRow[];
  shownThreads: readonly ThreadRow[];
  threadSort: Sort<ThreadField>;
  /** All that were read, whosever they are, and those that are shown where threads are the rows. */
  allThreads: readonly ThreadRow[];
  shownAllThreads: readonly ThreadRow[];
  allThreadsSort: Sort<ThreadField>;
  /** Its key, where threads are the rows; its process is the selected one. */
  selectedThread: string | null;
  rests: ReadonlySet<Rest>;
  frozen: boolean;
  /** Newest pass that came while frozen. */
  waiting: Snapshot | null;
  /** PIDs on the screen. */
  visible: readonly number[];
  /** Pixels. */
  paneHeight: number;
  error: ThreadlabError | null;
  /** null until it has come; `machineError` says why it does not. */
  machine: MachineDescription | null;
  machineError: string | null;
}

export const initialMonitor: MonitorState = {
  view: 'processes',
  fresh: true,
  snapshot: null,
  processes: [],
  shown: [],
  sort: { field: 'cpu', direction: 'descending' },
  filter: noFilter,
  threadFilter: noFilter,
  matching: 0,
  matchingCpu: NaN,
  shape: 'flat',
  groupBy: 'name',
  toggled: new Set(),
  columns: processFieldNames.filter((name) => processFields[name].shown),
  selected: null,
  selectedRow: null,
  threads: [],
  shownThreads: [],
  threadSort: { field: 'cpu', direction: 'descending' },
  allThreads: [],
  shownAllThreads: [],
  allThreadsSort: { field: 'cpu', direction: 'descending' },
  selectedThread: null,
  rests: new Set(),
  frozen: false,
  waiting: null,
  visible: [],
  paneHeight: 270,
  error: null,
  machine: null,
  machineError: null,
};

export const useMonitor = create<MonitorState>(() => initialMonitor);

/** With nothing in them yet. */
export const newHistories = () => ({
  processes: new History(),
  cpus: new History(),
  threads: new History(),
  allThreads: new History(),
  /** Vitals of the machine, and the processes looked at last: further back than a minute. */
  machine: new SpanHistory<MachineNumber>(machineNumbers),
  followed: new FollowedProcesses(),
});

/** A minute of CPU use: processes by their key, CPUs as `cpu0`, threads of the selected process, and all where they are the rows. Mutable: drawn again when a pass comes. */
export const histories = newHistories();
export const threadBalance = new StateBalance();

/** Changes what is asked for and orders the rows anew, even where the order is held: the person asked for it. */
function change(part: Partial<MonitorState>): void {
  useMonitor.setState((state) => {
    const next = { ...state, ...part };
    return { ...part, ...arranged(next, true) };
  });
}

/** A new subscription starts anew: nothing on its first pass is new or has ended. */
export function beginWatching(): void {
  useMonitor.setState({ fresh: true, waiting: null, frozen: false, rests: new Set() });
}

export function watchingFailed(error: ThreadlabError): void {
  useMonitor.setState({ error });
}

/** Another order of rows, or other branches; what is so already moves nothing. */
export function arrangeBy(
  part: Partial<Pick<MonitorState, 'sort' | 'threadSort' | 'allThreadsSort' | 'toggled'>>,
): void {
  if (!sameArrangement({ ...useMonitor.getState(), ...part }, useMonitor.getState())) change(part);
}

function sameArrangement(one: MonitorState, other: MonitorState): boolean {
  return (
    sameSort(one.sort, other.sort) &&
    sameSort(one.threadSort, other.threadSort) &&
    sameSort(one.allThreadsSort, other.allThreadsSort) &&
    one.toggled.size === other.toggled.size &&
    [...one.toggled].every((key) => other.toggled.has(key))
  );
}

function sameSort(one: Sort<string>, other: Sort<string>): boolean {
  return one.field === other.field && one.direction === other.direction;
}

/** The table takes another shape; what is selected stays so. */
export function takeShape(shape: Shape, groupBy: GroupBy): void {
  const before = useMonitor.getState();
  if (before.shape !== shape || before.groupBy !== groupBy) change({ shape, groupBy, selectedThread: null });
}

/** Opens or closes a branch, and moves no other row. */
export function toggleBranch(key: string): void {
  useMonitor.setState((state) => {
    const toggled = new Set(state.toggled);
    if (!toggled.delete(key)) toggled.add(key);
    const row = state.shown.find((one) => one.key === key);
    return { toggled, shown: (row && turnBranchOf(row)) ?? state.shown };
  });
}

/** A text that cannot be read is marked, and what was in force stays so. */
export function setFilter(text: string): void {
  const { filter, threadFilter } = useMonitor.getState();
  change({
    filter: typeFilter(text, processFilterTable, filter),
    threadFilter: typeFilter(text, threadFilterTable, threadFilter),
  });
}

/** Selects a process by its identity, or nothing. Its threads come with the next pass. */
export function select(selected: ProcessKey | null): void {
  const state = useMonitor.getState();
  const key = selected === null ? null : rowKey(selected.pid, selected.startTicks);
  const before = state.selected === null ? null : rowKey(state.selected.pid, state.selected.startTicks);
  if (key === before) return;
  histories.threads = new History();
  threadBalance.clear();
  if (key !== null) histories.followed.follow(key, histories.processes.pointsOf(key));
  const selectedRow = state.processes.find((row) => row.key === key) ?? null;
  // Where all threads are read, its own are there already.
  const threads = state.allThreads.filter((row) => row.status !== 'ended' && numberAt(row, 'pid') === selected?.pid);
  const next = { selected, selectedRow, threads, shownThreads: [] };
  useMonitor.setState({ ...next, shownThreads: arranged({ ...state, ...next }, false).shownThreads });
}

/** Something has come to rest on the table or has left it. When the last has left, the order settles once. */
export function rest(what: Rest, rests: boolean): void {
  const state = useMonitor.getState();
  if (state.rests.has(what) === rests) return;
  const next = new Set(state.rests);
  if (rests) next.add(what);
  else next.delete(what);
  useMonitor.setState({ rests: next, ...(next.size === 0 ? arranged({ ...state, rests: next }, true) : {}) });
}
