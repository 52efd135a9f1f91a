import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceKinds } from '../../../shared/monitor/balance.ts';
import { joinPass } from './passRows.ts';
import { balanceOfPass, StateBalance } from './stateBalance.ts';
import type { ThreadRow } from '../store.ts';
import { tableOf, type ThreadValues } from '../testing/snapshots.ts';

const rowsOf = (values: ThreadValues[]): ThreadRow[] =>
  joinPass(tableOf(values.map((row) => ({ tid: 1, startTicks: 1, ...row }))), 'tid', 'startTicks', null);
const balanceOf = (values: ThreadValues) => {
  const [row] = rowsOf([values]);
  return row === undefined ? null : balanceOfPass(row);
};

test('what Linux counts comes first, the rest goes to the state that was seen', () => {
  const balance = balanceOf({ cpu: 0.25, runQueueDelay: 0.125, state: 'S', waitChannel: 'futex_do_wait' });
  expect(balance).toEqual({ run: 0.25, cpu: 0.125, lock: 0.625, disk: 0, stop: 0, sleep: 0 });
});

test('a thread that is seen ready where no run-queue delay is told counts as running, as in the lanes', () => {
  expect(balanceOf({ cpu: 0.25, runQueueDelay: NaN, state: 'R' })).toMatchObject({ run: 1, cpu: 0 });
  expect(balanceOf({ cpu: 0.25, runQueueDelay: 0, state: 'R' })).toMatchObject({ run: 0.25, sleep: 0.75 });
});

test('there is no balance before the second reading', () => {
  expect(balanceOf({ cpu: NaN, state: 'S' })).toBeNull();
});

test('the parts always add up to the whole', () => {
  const state = fc.constantFrom('R', 'S', 'D', 'T', 'Z', 'I');
  const share = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constant(NaN));
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2, noNaN: true }), share, state, (cpu, runQueueDelay, letter) => {
      const balance = balanceOf({ cpu, runQueueDelay, state: letter });
      const sum = balance === null ? NaN : balanceKinds.reduce((total, kind) => total + balance[kind], 0);
      expect(sum).toBeCloseTo(1, 9);
    }),
  );
});

test('remembers 10 s and no more', () => {
  const balance = new StateBalance();
  balance.add(rowsOf([{ cpu: 1, state: 'R' }]), 1, 1);
  balance.add(rowsOf([{ cpu: 0, state: 'S' }]), 9, 1);
  expect(balance.of('1:1')).toMatchObject({ run: 0.5, sleep: 0.5 });
  balance.add(rowsOf([{ cpu: 0, state: 'S' }]), 12, 1);
  expect(balance.of('1:1')).toMatchObject({ run: 0, sleep: 1 });
  expect(balance.of('2:1')).toBeNull();
});

test('a pass about a longer interval counts for more, and one about none for nothing', () => {
  const balance = new StateBalance();
  balance.add(rowsOf([{ cpu: 1, state: 'R' }]), 1, null);
  expect(balance.of('1:1')).toBeNull();
  balance.add(rowsOf([{ cpu: 1, state: 'R' }]), 2, 1);
  balance.add(rowsOf([{ cpu: 0, state: 'S' }]), 5, 3);
  expect(balance.of('1:1')).toMatchObject({ run: 0.25, sleep: 0.75 });
});
