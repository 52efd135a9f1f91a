import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinPass, numberAt, textAt } from './passRows.ts';
import { tableOf, type ProcessValues } from '../testing/snapshots.ts';

const join = (
  rows: ProcessValues[],
  before: ReturnType<typeof joinPass<'pid' | 'startTicks' | 'name' | 'cpu'>> | null,
) => joinPass<'pid' | 'startTicks' | 'name' | 'cpu'>(tableOf(rows), 'pid', 'startTicks', before);
const statuses = (rows: ReturnType<typeof join>) => rows.map((row) => `${row.key} ${row.status}`);

test('nothing is new on the first pass', () => {
  expect(statuses(join([{ pid: 7, startTicks: 1 }], null))).toEqual(['7:1 live']);
});

test('a row that was not there before is new for one pass, one that is gone is ended for one pass', () => {
  const first = join([{ pid: 7, startTicks: 1 }], null);
  const second = join([{ pid: 8, startTicks: 5 }], first);
  expect(statuses(second)).toEqual(['8:5 new', '7:1 ended']);
  expect(statuses(join([{ pid: 8, startTicks: 5 }], second))).toEqual(['8:5 live']);
});

test('a number that Linux gave again is another row', () => {
  const first = join([{ pid: 7, startTicks: 1 }], null);
  expect(statuses(join([{ pid: 7, startTicks: 90 }], first))).toEqual(['7:90 new', '7:1 ended']);
});

test('an ended row keeps the values of the last pass that saw it', () => {
  const first = join([{ pid: 7, startTicks: 1, name: 'cc1plus', cpu: 0.335 }], null);
  const ended = join([{ pid: 8, startTicks: 2, name: 'sh', cpu: 0 }], first).at(1);
  expect(ended && [textAt(ended, 'name'), numberAt(ended, 'cpu')]).toEqual(['cc1plus', 0.335]);
});

test('a value that is not there is NaN or null, never 0', () => {
  const [row] = join([{ pid: 7, startTicks: 1 }], null);
  expect(row && [numberAt(row, 'cpu'), textAt(row, 'name')]).toEqual([NaN, null]);
});

test('whatever the order of two passes, each row of either is there once and is what it is', () => {
  const pass = fc.uniqueArray(fc.record({ pid: fc.nat(12), startTicks: fc.nat(1) }), { selector: ({ pid }) => pid });
  fc.assert(
    fc.property(pass, pass, pass, (oldest, older, newer) => {
      const before = join(older, join(oldest, null));
      const was = new Set(before.filter(({ status }) => status !== 'ended').map(({ key }) => key));
      const is = new Set(newer.map(({ pid, startTicks }) => `${pid}:${startTicks}`));
      const expected = [
        ...[...is].map((key) => `${key} ${was.has(key) ? 'live' : 'new'}`),
        ...[...was].filter((key) => !is.has(key)).map((key) => `${key} ended`),
      ];
      expect(statuses(join(newer, before)).toSorted()).toEqual(expected.toSorted());
    }),
  );
});
