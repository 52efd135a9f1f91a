/** Fields from files that few columns need: what they read, of which rows, and how they say that they may not. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processFieldNames, processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import { FakePasses, processCell, threadCell } from './testing/fakePasses.ts';
import { FakeProc } from './testing/fakeProc.ts';

let proc: FakeProc;
let fake: FakePasses;

beforeEach(() => {
  proc = new FakeProc();
  fake = new FakePasses(proc);
});
afterEach(() => {
  fake.passes.close();
  proc.close();
});

async function settled(request: Parameters<FakePasses['read']>[0] = {}) {
  fake.read(request);
  await fake.passes.settled(5);
  return fake.passes.snapshot();
}

test('session, terminal, priority, affinity, unit, age and score are read for every row', async () => {
  const unit = '/system.slice/nginx.service';
  proc.put({ pid: 7, startTicks: 9_000, session: 5, terminalDevice: 34819, priority: -51, cgroup: unit });
  const pass = await settled({ visible: [] });
  const told = (['session', 'terminal', 'priority', 'affinity', 'unit', 'age', 'outOfMemoryScore'] as const).map(
    (field) => processCell(pass, 7, field),
  );
  expect(told).toEqual([5, 'pts/3', -51, '0-2,5', 'nginx.service', 10, 666]);
  expect((['processName', 'affinity', 'age'] as const).map((field) => threadCell(pass, 7, field))).toEqual([
    'fake',
    '0-2,5',
    10,
  ]);
});

test('dear fields are read for the rows on the screen alone, and of all where the screen is not named', async () => {
  const shares = { proportional: 120, unique: 100, swap: 8 };
  for (const pid of [7, 8]) proc.put({ pid, startTicks: 500, shares, descriptors: 3 });
  const dear = processFieldNames.filter((field) => 'isDear' in processFields[field]);
  const values = (pass: Awaited<ReturnType<typeof settled>>, pid: number) =>
    Object.fromEntries(dear.map((field) => [field, processCell(pass, pid, field)]));
  const read: Partial<Record<ProcessField, unknown>> = {
    proportionalBytes: 120 * 1024,
    uniqueBytes: 100 * 1024,
    proportionalSwapBytes: 8 * 1024,
    openDescriptors: 3,
    waitChannel: 'do_epoll_wait',
    syscall: expect.stringMatching(/^232/),
  };
  const none = Object.fromEntries(dear.map((field) => [field, processFields[field].unit === 'text' ? null : NaN]));
  const some = await settled({ visible: [8] });
  expect([values(some, 7), values(some, 8)]).toEqual([none, read]);
  expect(values(await settled({ visible: null }), 7)).toEqual(read);
  fake.time += 1;
  expect(values(await settled({ visible: [] }), 8)).toMatchObject({ openDescriptors: NaN, waitChannel: null });
});

test('what Linux does not have is told by field, and the row stays', async () => {
  proc.put({ pid: 7, startTicks: 500 });
  proc.remove('7/oom_score');
  proc.remove('7/fd');
  const pass = await settled();
  expect(processCell(pass, 7, 'name')).toBe('fake');
  expect(pass.notAvailable['process.outOfMemoryScore']).toBe('This Linux has no /proc/<pid>/oom_score.');
  expect(pass.notAvailable['process.openDescriptors']).toBe('This Linux has no /proc/<pid>/fd.');
});

test('a process that ends between two of its files is gone, not half a row', async () => {
  proc.put({ pid: 7, startTicks: 500 });
  await settled();
  rmSync(join(proc.root, '7'), { recursive: true });
  mkdirSync(join(proc.root, '7'));
  expect(processCell(await settled(), 7, 'name')).toBeUndefined();
});
