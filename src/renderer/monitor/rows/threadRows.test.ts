import { expect, test } from 'vitest';
import type { ThreadField } from '../../../shared/monitor/threadFields.ts';
import { joinPass, type PassRow } from './passRows.ts';
import { tableOf, type ThreadValues } from '../testing/snapshots.ts';
import { settleThreads } from './threadRows.ts';

type Row = PassRow<ThreadField>;

/** "7/8": thread 8 of process 7. */
const pass = (
  names: readonly string[],
  before: readonly Row[] | null,
  processes: Record<number, Row['status']> = {},
) => {
  const values = names.map((name): ThreadValues => {
    const [pid, tid] = name.split('/').map(Number);
    return { pid: pid ?? 0, tid: tid ?? 0, startTicks: 1 };
  });
  const rows = joinPass<ThreadField>(tableOf(values), 'tid', 'startTicks', before);
  const known = Object.entries(processes).map(([pid, status]) => ({ ...(rows[0] as Row), id: Number(pid), status }));
  return settleThreads(rows, before ?? [], known);
};
const said = (rows: readonly Row[]) => rows.map(({ id, status }) => `${id} ${status}`);

test('threads that come with another question are not new, and those that go with it have not ended', () => {
  const first = pass(['7/7', '7/8'], null);
  const all = pass(['7/7', '7/8', '9/9', '9/10'], first);
  expect(said(all)).toEqual(['7 live', '8 live', '9 live', '10 live']);
  expect(said(pass(['9/9', '9/10'], all))).toEqual(['9 live', '10 live']);
});

test('threads born and ended in a process that is read are so', () => {
  const first = pass(['7/7', '7/8'], null);
  expect(said(pass(['7/7', '7/9'], first))).toEqual(['7 live', '9 new', '8 ended']);
});

test('threads are new and have ended with their process', () => {
  const first = pass(['7/7', '8/8'], null);
  const second = pass(['7/7', '9/9'], first, { 9: 'new', 8: 'ended' });
  expect(said(second)).toEqual(['7 live', '9 new', '8 ended']);
});
