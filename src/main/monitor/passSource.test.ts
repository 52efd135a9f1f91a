/** What every source of passes promises, held by /proc and by the tools of other systems alike (here, by force, on this one). */
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { processFieldNames } from '../../shared/monitor/processFields.ts';
import { decodeSnapshot, encodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import { threadFieldNames } from '../../shared/monitor/threadFields.ts';
import { portableProcess } from '../machine/portable/listProcesses.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import type { PassSource } from './passSource.ts';
import { PortablePasses } from './portablePasses.ts';
import { everything } from './testing/everything.ts';
import { processCell } from './testing/fakePasses.ts';

const sources: [string, () => PassSource][] = [
  ['the tools of other systems', () => new PortablePasses()],
  ...(process.platform === 'linux' ? [['/proc', () => new Passes(linuxOptions())] as [string, () => PassSource]] : []),
];
/** By which the processes of systems without /proc are listed. */
const hasPs = spawnSync('ps', ['-p', String(process.pid)]).error === undefined;
let source: PassSource | null = null;
afterEach(() => source?.close());

describe.each(sources)('passes by %s', (_, create) => {
  test('tell processes with one identity from pass to pass, rates from the second on, and a reason for every gap', async ({
    skip,
  }) => {
    source = create();
    skip(source instanceof PortablePasses && !hasPs, 'ps is not installed');
    const read = async () => {
      await source?.collect({ ...everything, threadsOf: [] }, { dearFiles: 'all', reason: null });
      await source?.settled(5);
      const pass = source?.snapshot();
      if (pass === undefined) throw new Error('no source');
      return decodeSnapshot(encodeSnapshot(pass)); // as a window gets it
    };
    const first = await read();
    await new Promise((resolve) => setTimeout(resolve, 600));
    const second = await read();
    const own = (field: (typeof processFieldNames)[number], pass = second) => processCell(pass, process.pid, field);

    expect([own('pid'), own('parentPid')]).toEqual([process.pid, process.ppid]);
    expect(own('startTicks')).toBe(own('startTicks', first));
    expect(own('name')).not.toBe('');
    expect(own('commandLine')).toContain('node');
    expect(own('residentBytes')).toBeGreaterThan(1e6);
    expect([first.interval, own('cpu', first)]).toEqual([null, NaN]);
    expect(second.interval).toBeGreaterThan(0.5);
    expect(own('cpu')).toBeGreaterThanOrEqual(0);
    expect(second.machine.cpus.length).toBeGreaterThan(0);
    for (const { user, system, idle } of second.machine.cpus) {
      expect((user ?? NaN) + (system ?? NaN) + (idle ?? NaN)).toBeLessThanOrEqual(1.000_001);
    }
    const empty = processFieldNames.filter((field) => {
      const column = second.processes.columns[field];
      return column instanceof Float64Array ? column.every(Number.isNaN) : column?.every((text) => text === null);
    });
    // What no row has for lack of it (a swap, a terminal, a container) needs no reason.
    const unexplained = empty.filter((field) => second.notAvailable[`process.${field}`] === undefined);
    const mayLack = new Set(['container', 'unit', 'terminal', 'waitChannel', 'syscall', 'affinity']);
    expect(unexplained.filter((field) => !mayLack.has(field))).toEqual([]);
  });
});

test('threads are told to be read on Linux only, each of their columns with the reason', async () => {
  const passes = new PortablePasses();
  await passes.collect({ ...everything, processFields: ['pid'] }, { dearFiles: 'all', reason: null });
  const { threads, notAvailable, machine } = passes.snapshot();
  expect([threads.rowCount, machine.threadCount]).toEqual([0, null]);
  for (const field of threadFieldNames)
    expect(notAvailable[`thread.${field}`]).toMatch(/^Threads are read on Linux only/u);
});

const row = {
  pid: 7,
  parentPid: 1,
  name: 'x',
  cpu: 50,
  cpuu: 30,
  cpus: 20,
  mem: 0,
  priority: 20,
  memVsz: 8,
  memRss: 4,
  nice: 5,
  started: '2026-11-29 20:00:00',
  state: 'sleeping',
  tty: '??',
  user: 'ada',
  command: 'x',
  params: '-v',
  path: '',
};
test.each([
  ['darwin', false, { cpu: 0.5, userCpu: NaN, nice: 5 }],
  ['win32', false, { cpu: 4, userCpu: 2.4, nice: NaN }],
  ['win32', true, { cpu: NaN, userCpu: NaN, nice: NaN }],
] as const)('on %s a row comes in base units (first call: %s)', (platform, isFirst, told) => {
  const plain = { residentBytes: 4096, virtualBytes: 8192, state: 'S', terminal: null, commandLine: 'x -v' };
  expect(portableProcess(row, { platform, isFirst, cpus: 8 })).toMatchObject({ ...plain, ...told });
});
