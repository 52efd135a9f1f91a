import { expect, test } from 'vitest';
import { joinPass } from '../rows/passRows.ts';
import { snapshotOf } from '../testing/snapshots.ts';
import { subjectsOf } from './subjects.ts';
import { whyNot } from './whyNot.ts';

const snapshot = snapshotOf([
  { pid: 1, startTicks: 1, parentPid: 0, name: 'init', user: 'root', startTime: 0 },
  { pid: 2, startTicks: 1, parentPid: 0, name: 'kthreadd', user: 'root' },
  { pid: 17, startTicks: 5, parentPid: 2, name: 'kworker/0:1', user: 'root' },
  { pid: 40, startTicks: 9, parentPid: 1, name: 'node', user: 'ada' },
  { pid: 41, startTicks: 9, parentPid: 40, name: 'threadlab-run', user: 'ada' },
  { pid: 50, startTicks: 12, parentPid: 1, name: 'sleep', user: 'ada', startTime: 900 },
]);
const rows = joinPass(snapshot.processes, 'pid', 'startTicks', null);
const subjects = subjectsOf(rows, snapshot, 40);
const guardOf = (pid: number) => subjects.find(({ key }) => key.pid === pid)?.guard;

test('PID 1, threads of Linux and the own tree are left alone, each with its reason', () => {
  expect(guardOf(1)).toContain('PID 1');
  expect(guardOf(2)).toContain('Linux itself');
  expect(guardOf(17)).toContain('Linux itself');
  expect(guardOf(40)).toContain('Threadlab itself');
  expect(guardOf(41)).toContain('Threadlab itself');
  expect(guardOf(50)).toBeNull();
});

test('a PID 2 of a container is no thread of Linux', () => {
  const inside = snapshotOf([
    { pid: 1, startTicks: 1, parentPid: 0, name: 'sh' },
    { pid: 2, startTicks: 1, parentPid: 1, name: 'nginx' },
  ]);
  const all = subjectsOf(joinPass(inside.processes, 'pid', 'startTicks', null), inside, null);
  expect(all[1]?.guard).toBeNull();
});

test('a start is told by the clock of the reading', () => {
  expect(subjects.find(({ key }) => key.pid === 50)?.startedAt?.toISOString()).toBe('2026-10-02T14:30:28.000Z');
});

const free = { readOnly: false, connected: true };
const only = (pid: number) => subjects.filter(({ key }) => key.pid === pid);

test('what cannot be asked for says why', () => {
  expect(whyNot(only(50), free)).toBeUndefined();
  expect(whyNot(only(50), { ...free, readOnly: true })).toContain('--read-only');
  expect(whyNot(only(50), { ...free, connected: false })).toContain('lost');
  expect(whyNot(only(1), free)).toContain('PID 1');
  expect(whyNot([], free)).toContain('No process');
  expect(whyNot(subjects, free)).toBeUndefined();
  expect(whyNot([...only(1), ...only(2)], free)).toContain('each of them');
});
