import { beforeEach, expect, test } from 'vitest';
import { arrangeBy, beginWatching, histories, initialMonitor, rest, select, setFilter, useMonitor } from './store.ts';
import { takeSnapshot, toggleFreeze } from './rows/takePass.ts';
import { snapshotOf, type ProcessValues } from './testing/snapshots.ts';

const row = (pid: number, cpu: number, more: ProcessValues = {}): ProcessValues => ({
  pid,
  startTicks: pid,
  name: `p${pid}`,
  commandLine: null,
  user: 'me',
  cpu,
  ...more,
});
const order = () => useMonitor.getState().shown.map((shown) => shown.id);
let now = 0;
const pass = (...rows: ProcessValues[]) => takeSnapshot(snapshotOf(rows), ++now);

beforeEach(() => {
  useMonitor.setState(initialMonitor, true);
});

test('rows are sorted by CPU, most first, and again with every pass', () => {
  pass(row(1, 0.1), row(2, 0.9));
  expect(order()).toEqual([2, 1]);
  pass(row(1, 0.9), row(2, 0.1));
  expect(order()).toEqual([1, 2]);
});

test('while something rests on the table values go on and the order stands; let go, it settles', () => {
  pass(row(1, 0.1), row(2, 0.9));
  rest('pointer', true);
  rest('focus', true);
  pass(row(1, 0.9), row(2, 0.1), row(3, 2));
  expect(order()).toEqual([2, 1, 3]);
  rest('pointer', false);
  expect(order()).toEqual([2, 1, 3]);
  rest('focus', false);
  expect(order()).toEqual([3, 1, 2]);
});

test('a sort that the person asks for is obeyed while the order is held', () => {
  pass(row(1, 0.1), row(2, 0.9));
  rest('pointer', true);
  arrangeBy({ sort: { field: 'pid', direction: 'ascending' } });
  expect(order()).toEqual([1, 2]);
});

test('an ended row stays in its place for one pass', () => {
  pass(row(1, 0.1), row(2, 0.5), row(3, 0.9));
  pass(row(1, 0.1), row(3, 0.9));
  expect(useMonitor.getState().shown.map(({ id, status }) => [id, status])).toEqual([
    [3, 'live'],
    [2, 'ended'],
    [1, 'live'],
  ]);
  pass(row(1, 0.1), row(3, 0.9));
  expect(order()).toEqual([3, 1]);
});

test('frozen, values stand, sorting and filtering work; let go, the newest pass is taken', () => {
  pass(row(1, 0.1), row(2, 0.9));
  toggleFreeze(++now);
  pass(row(1, 0.9), row(2, 0.1));
  expect(order()).toEqual([2, 1]);
  setFilter('p1');
  expect(order()).toEqual([1]);
  setFilter('');
  toggleFreeze(++now);
  expect(order()).toEqual([1, 2]);
});

test('the selection follows the identity: a number that Linux gave again is not selected', () => {
  pass(row(1, 0.1));
  select({ pid: 1, startTicks: 1 });
  pass(row(1, 0.2, { startTicks: 99, name: 'other' }));
  pass(row(1, 0.2, { startTicks: 99, name: 'other' }));
  expect(useMonitor.getState().selectedRow).toMatchObject({ startTicks: 1, status: 'ended' });
});

test('only threads of the selected process are shown', () => {
  pass(row(1, 0.1));
  select({ pid: 1, startTicks: 1 });
  takeSnapshot(
    snapshotOf(
      [row(1, 0.1)],
      [
        { pid: 1, tid: 1, startTicks: 1, cpu: 0 },
        { pid: 7, tid: 8, startTicks: 1, cpu: 1 },
      ],
    ),
    ++now,
  );
  expect(useMonitor.getState().shownThreads.map(({ id }) => id)).toEqual([1]);
});

test('a minute of CPU use is kept by identity', () => {
  pass(row(41, 0.25));
  pass(row(41, 0.5));
  expect(histories.processes.pointsOf('41:41').map(({ value }) => value)).toEqual([0.25, 0.5]);
});

test('after a new subscription nothing is new and nothing has ended', () => {
  pass(row(1, 0.1), row(2, 0.2));
  beginWatching();
  pass(row(2, 0.2), row(3, 0.3));
  expect(useMonitor.getState().shown.map(({ id, status }) => [id, status])).toEqual([
    [3, 'live'],
    [2, 'live'],
  ]);
});

test('20,000 rows are taken in, filtered and sorted', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => row(i + 1, (i * 7919) % 1000));
  pass(...many);
  pass(...many);
  setFilter('p1');
  arrangeBy({ sort: { field: 'name', direction: 'ascending' } });
  expect(order().length).toBeGreaterThan(10_000);
});
