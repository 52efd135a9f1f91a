import { expect, test } from 'vitest';
import { emptyBalance } from '../../../shared/monitor/balance.ts';
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';
import { orderLanes } from './laneRows.ts';

const lane = (tid: number, name: string, run: number): LaneSummary => ({
  key: `${tid}:1`,
  tid,
  name,
  isLive: true,
  balance: Number.isNaN(run) ? null : { ...emptyBalance(), run, sleep: 1 - run },
  covered: 10,
  cpuTime: run,
  lastCpu: 0,
  voluntary: NaN,
  involuntary: NaN,
});
const lanes = [lane(1, 'b', 0.5), lane(2, 'a', NaN), lane(3, 'c', 0.5), lane(4, 'a', 0.9)];
const order = (found: LaneSummary[]) => found.map(({ tid }) => tid);

test('sorts by what they ran, equal ones by number, unknown ones last in both directions', () => {
  expect(order(orderLanes(lanes, { column: 'run', direction: 'descending' }, null))).toEqual([4, 1, 3, 2]);
  expect(order(orderLanes(lanes, { column: 'run', direction: 'ascending' }, null))).toEqual([1, 3, 4, 2]);
  expect(order(orderLanes(lanes, { column: 'name', direction: 'ascending' }, null))).toEqual([2, 4, 1, 3]);
});

test('a held order stays, without those that are gone, and new ones follow', () => {
  const sort = { column: 'run', direction: 'descending' } as const;
  expect(order(orderLanes(lanes, sort, ['3:1', '9:1', '1:1']))).toEqual([3, 1, 2, 4]);
});
