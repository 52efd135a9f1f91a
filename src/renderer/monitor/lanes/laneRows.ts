/** The lanes as rows of the table, in the order that was chosen. */
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';

export type LaneSortColumn = 'name' | 'tid' | 'run' | 'wait' | 'cpuTime' | 'lastCpu';

export interface LaneSort {
  column: LaneSortColumn;
  direction: 'ascending' | 'descending';
}

export const laneSorts: Readonly<Record<LaneSortColumn, LaneSort['direction']>> = {
  name: 'ascending',
  tid: 'ascending',
  run: 'descending',
  wait: 'descending',
  cpuTime: 'descending',
  lastCpu: 'ascending',
};

export function isLaneSort(column: string): column is LaneSortColumn {
  return Object.hasOwn(laneSorts, column);
}

/** `held`: keys of an order that stays; lanes that it does not know follow at the end. null: sorted anew. */
export function orderLanes(
  lanes: readonly LaneSummary[],
  { column, direction }: LaneSort,
  held: readonly string[] | null,
): LaneSummary[] {
  if (held !== null) {
    const left = new Map(lanes.map((lane) => [lane.key, lane]));
    const kept = held.flatMap((key) => {
      const lane = left.get(key);
      left.delete(key);
      return lane === undefined ? [] : [lane];
    });
    return [...kept, ...left.values()];
  }
  const sign = direction === 'ascending' ? 1 : -1;
  return lanes
    .map((lane) => ({ lane, value: numberOf(lane, column) }))
    .sort((one, other) => {
      if (column === 'name' && one.lane.name !== other.lane.name) return one.lane.name < other.lane.name ? -sign : sign;
      const [left, right] = [one.value, other.value];
      if (left !== right) return Number.isNaN(left) ? 1 : Number.isNaN(right) ? -1 : sign * (left - right);
      return one.lane.tid - other.lane.tid;
    })
    .map(({ lane }) => lane);
}

function numberOf({ tid, balance, cpuTime, lastCpu }: LaneSummary, column: LaneSortColumn): number {
  switch (column) {
    case 'run':
      return balance === null ? NaN : balance.run;
    case 'wait':
      return balance === null ? NaN : balance.cpu;
    case 'cpuTime':
      return cpuTime;
    case 'lastCpu':
      return lastCpu;
    case 'name':
    case 'tid':
      return tid;
  }
}
