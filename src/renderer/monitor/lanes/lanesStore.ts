/** What the lanes of the selected process are now: samples as they came, rows in their order, what stands out. */
import { create } from 'zustand';
import { laneFindings, type LaneFinding } from '../../../shared/monitor/laneFindings.ts';
import { LaneHistory } from '../../../shared/monitor/laneHistory.ts';
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';
import type { LaneBatch } from '../../../shared/monitor/lanes.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { laneSorts, orderLanes, type LaneSort, type LaneSortColumn } from './laneRows.ts';

export const laneWindows = [10, 30] as const satisfies readonly Seconds[];
export type LaneWindow = (typeof laneWindows)[number];

export interface LanesState {
  /** Mutable; `version` counts what has come in. */
  history: LaneHistory;
  version: number;
  rows: readonly LaneSummary[];
  findings: readonly LaneFinding[];
  /** Why there are none, or no more of them; null while all is well. */
  error: string | null;
  window: LaneWindow;
  colour: 'state' | 'cpu';
  sort: LaneSort;
  /** Where the lanes are read, as seconds before the right edge; null nowhere. */
  cursor: { key: string; ago: Seconds; by: 'pointer' | 'key' } | null;
}

const longest: Seconds = 30;
/** Findings are sentences about the last seconds, whatever is drawn, and change less often than the picture. */
const findingsWindow: Seconds = 10;
const betweenFindings: Seconds = 1;
/** Nor do two that do nearly the same change places with every batch. */
const betweenOrders: Seconds = 2;

const nothing = () => ({
  history: new LaneHistory(longest),
  version: 0,
  rows: [],
  findings: [],
  error: null,
  cursor: null,
});

export const useLanes = create<LanesState>(() => ({
  ...nothing(),
  window: 10,
  colour: 'state',
  sort: { column: 'run', direction: 'descending' },
}));

let foundAt: Seconds = NaN;
let orderedAt: Seconds = NaN;
/** What came while everything is frozen. */
let waiting: LaneBatch[] = [];

/** Another process is followed: nothing of the one before is shown of it. */
export function beginLanes(): void {
  foundAt = NaN;
  orderedAt = NaN;
  waiting = [];
  useLanes.setState(nothing());
}

/** `held`: the order stays. `frozen`: so does everything else, and the batch waits. */
export function takeBatch(batch: LaneBatch, { held, frozen }: { held: boolean; frozen: boolean }): void {
  waiting.push(batch);
  if (!frozen) {
    thawLanes(held);
    return;
  }
  const now = batch.times.at(-1) ?? NaN;
  waiting = waiting.filter((one) => !((one.times.at(-1) ?? now) < now - longest));
}

/** Lets go what came while everything was frozen. */
export function thawLanes(held: boolean): void {
  const { history } = useLanes.getState();
  if (waiting.length === 0) return;
  for (const one of waiting) history.add(one);
  waiting = [];
  derive(held);
}

export function lanesFailed(message: string): void {
  useLanes.setState({ error: message });
}

export function chooseWindow(window: LaneWindow): void {
  useLanes.setState({ window });
  derive(true);
}

/** Sorts by a column; the sorted one turns round. */
export function sortLanes(column: LaneSortColumn): void {
  const { sort } = useLanes.getState();
  const turned = sort.direction === 'ascending' ? 'descending' : 'ascending';
  orderedAt = NaN;
  useLanes.setState({ sort: { column, direction: sort.column === column ? turned : laneSorts[column] } });
  derive(false);
}

function derive(held: boolean): void {
  const { history, window, sort, rows, version, findings } = useLanes.getState();
  const { now } = history;
  const due = !(now - foundAt < betweenFindings);
  if (due) foundAt = now;
  const stays = held || now - orderedAt < betweenOrders;
  const lanes = history.summaries(window);
  // Before the second sample there is nothing to sort by.
  if (!stays && lanes.some(({ balance }) => balance !== null)) orderedAt = now;
  const order = stays ? rows.map(({ key }) => key) : null;
  useLanes.setState({
    version: version + 1,
    rows: orderLanes(lanes, sort, order),
    findings: due ? laneFindings(history, findingsWindow) : findings,
    error: null,
  });
}
