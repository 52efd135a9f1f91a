/** What the lanes of the selected process are now: samples as they came, rows in their order, what stands out. */
import { create } from 'zustand';
import { laneFindings, type LaneFinding } from '../../../shared/monitor/laneFindings.ts';
import { LaneHistory } from '../../../shared/monitor/laneHistory.ts';
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';
import type { LaneBatch } from '../../../shared/monitor/lanes.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { finish } from '../rows/finish.ts';
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

/** When the tables are at rest, so that the order stays, or frozen, so that everything does. */
export interface Rest {
  held: boolean;
  frozen: boolean;
}

/**
 * Takes in one batch, in steps that let keys and clicks in between: of thousands of threads each takes its time. While frozen it
 * waits. `pause` tells whether the batch is still to be shown.
 */
export async function takeBatch(batch: LaneBatch, resting: () => Rest, pause: () => Promise<boolean>): Promise<void> {
  waiting.push(batch);
  if (resting().frozen) {
    const now = batch.times.at(-1) ?? NaN;
    waiting = waiting.filter((one) => !((one.times.at(-1) ?? now) < now - longest));
    return;
  }
  const { history, version } = takeWaiting();
  const steps = derive(() => resting().held);
  while (steps.next().done !== true) {
    if (!(await pause())) return;
    const now = useLanes.getState();
    // What a person chose meanwhile has shown this batch already.
    if (now.history !== history || now.version !== version) return;
  }
  if (await pause()) find(history);
}

/** Lets go what came while everything was frozen. */
export function thawLanes(held: boolean): void {
  if (waiting.length === 0) return;
  const { history } = takeWaiting();
  finish(derive(() => held));
  find(history);
}

function takeWaiting(): LanesState {
  const state = useLanes.getState();
  for (const one of waiting) state.history.add(one);
  waiting = [];
  return state;
}

export function lanesFailed(message: string): void {
  useLanes.setState({ error: message });
}

export function chooseWindow(window: LaneWindow): void {
  useLanes.setState({ window });
  finish(derive(() => true));
}

/** Sorts by a column; the sorted one turns round. */
export function sortLanes(column: LaneSortColumn): void {
  const { sort } = useLanes.getState();
  const turned = sort.direction === 'ascending' ? 'descending' : 'ascending';
  orderedAt = NaN;
  useLanes.setState({ sort: { column, direction: sort.column === column ? turned : laneSorts[column] } });
  finish(derive(() => false));
}

function* derive(isHeld: () => boolean): Generator<void, void> {
  const { history, window, sort, rows, version } = useLanes.getState();
  const { now } = history;
  const lanes = history.summaries(window);
  yield;
  const stays = isHeld() || now - orderedAt < betweenOrders;
  const order = stays ? rows.map(({ key }) => key) : null;
  const ordered = orderLanes(lanes, sort, order);
  yield;
  // Before the second sample there is nothing to sort by.
  if (!stays && lanes.some(({ balance }) => balance !== null)) orderedAt = now;
  useLanes.setState({ version: version + 1, rows: ordered, error: null });
}

function find(history: LaneHistory): void {
  if (useLanes.getState().history !== history || history.now - foundAt < betweenFindings) return;
  foundAt = history.now;
  useLanes.setState({ findings: laneFindings(history, findingsWindow) });
}
