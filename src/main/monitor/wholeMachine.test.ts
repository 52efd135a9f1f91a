/** On the machine that runs the tests: what every pass must agree with, whatever else goes on. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { numberAt, textAt } from '../../shared/monitor/snapshot.ts';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import { parseStat } from '../machine/linux/procfs/stat.ts';
import type { Stat } from '../machine/linux/procfs/stat.ts';
import { parseStatus } from '../machine/linux/procfs/status.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import { everything } from './testing/everything.ts';
import { processCell } from './testing/fakePasses.ts';

/** A reading of its own, by the reference parsers: "pid startTicks" and "pid tid startTicks" -> stat. */
function readIndependently(): { processes: Map<string, Stat>; threads: Map<string, Stat> } {
  const processes = new Map<string, Stat>();
  const threads = new Map<string, Stat>();
  for (const pid of numbersIn('/proc')) {
    const stat = statOf(`/proc/${pid}/stat`);
    if (stat !== null) processes.set(`${pid} ${stat.startTicks}`, stat);
    for (const tid of numbersIn(`/proc/${pid}/task`)) {
      const thread = statOf(`/proc/${pid}/task/${tid}/stat`);
      if (thread !== null) threads.set(`${pid} ${tid} ${thread.startTicks}`, thread);
    }
  }
  return { processes, threads };
}

function whileAlive<Value>(read: () => Value, ended: Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return ended;
    throw error;
  }
}

function numbersIn(folder: string): number[] {
  return whileAlive(() => readdirSync(folder), [])
    .map(Number)
    .filter(Number.isInteger);
}

function statOf(path: string): Stat | null {
  return whileAlive(() => parseStat(readFileSync(path, 'utf8'), linuxOptions().units.ticksPerSecond), null);
}

function rowsByKey(snapshot: Snapshot): { processes: Map<string, number>; threads: Map<string, number> } {
  const { processes, threads } = snapshot;
  const processRows = Array.from({ length: processes.rowCount }, (_, row): [string, number] => [
    `${numberAt(processes, 'pid', row)} ${numberAt(processes, 'startTicks', row)}`,
    row,
  ]);
  const threadRows = Array.from({ length: threads.rowCount }, (_, row): [string, number] => [
    `${numberAt(threads, 'pid', row)} ${numberAt(threads, 'tid', row)} ${numberAt(threads, 'startTicks', row)}`,
    row,
  ]);
  return { processes: new Map(processRows), threads: new Map(threadRows) };
}

describe.skipIf(process.platform !== 'linux')('on this machine', () => {
  let passes: Passes;
  beforeEach(() => {
    passes = new Passes(linuxOptions());
  });
  afterEach(() => passes.close());

  const read = (request = everything): Snapshot => {
    passes.collect(request, { dearFiles: 'all', reason: null });
    return passes.snapshot();
  };

  test('a pass lies between two independent readings, for every process and thread that was there before and after', () => {
    read();
    for (let round = 0; round < 2; round++) {
      const before = readIndependently();
      const snapshot = read();
      const after = readIndependently();
      const rows = rowsByKey(snapshot);
      let compared = 0;
      for (const table of ['processes', 'threads'] as const) {
        for (const [key, low] of before[table]) {
          const high = after[table].get(key);
          if (high === undefined) continue;
          const row = rows[table].get(key);
          expect(row, `${table} ${key}`).toBeDefined();
          const cpuTime = numberAt(snapshot[table], 'cpuTime', row ?? NaN);
          expect(cpuTime, `${table} ${key}`).toBeGreaterThanOrEqual(low.cpuTime);
          expect(cpuTime, `${table} ${key}`).toBeLessThanOrEqual(high.cpuTime);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(2);
    }
  });

  test('live threads and exited threads add up to their process', () => {
    const snapshot = read();
    const { processes, threads } = snapshot;
    const tick = 1 / linuxOptions().units.ticksPerSecond;
    const live = new Map<number, number>();
    for (let row = 0; row < threads.rowCount; row++) {
      const pid = numberAt(threads, 'pid', row);
      live.set(pid, (live.get(pid) ?? 0) + numberAt(threads, 'cpuTime', row));
    }
    for (let row = 0; row < processes.rowCount; row++) {
      const sum = (live.get(numberAt(processes, 'pid', row)) ?? NaN) + numberAt(processes, 'exitedThreadsCpuTime', row);
      // Threads run on while they are read, a tick or two each at most.
      const slack = tick * (0.5 + 2 * numberAt(processes, 'threads', row));
      expect(Math.abs(sum - numberAt(processes, 'cpuTime', row))).toBeLessThanOrEqual(slack);
    }
  });

  test('the time of a thread that has ended is told as such', async () => {
    const only = { ...everything, only: process.pid };
    const before = processCell(read(only), process.pid, 'exitedThreadsCpuTime');
    const busy = 'const end = performance.now() + 300; while (performance.now() < end);';
    const worker = new Worker(busy, { eval: true });
    await once(worker, 'exit');
    const after = processCell(read(only), process.pid, 'exitedThreadsCpuTime');
    // On a loaded machine it got less than it spun for, but not nothing.
    expect(Number(after) - Number(before)).toBeGreaterThan(0.03);
  });

  test('own CPU time never falls, and its rate is never negative', () => {
    let before = 0;
    for (let round = 0; round < 20; round++) {
      const snapshot = read({ ...everything, only: process.pid });
      const cpuTime = Number(processCell(snapshot, process.pid, 'cpuTime'));
      expect(cpuTime).toBeGreaterThanOrEqual(before);
      before = cpuTime;
      const cpu = Number(processCell(snapshot, process.pid, 'cpu'));
      expect(cpu < 0).toBe(false);
    }
  });

  test('stat, status and Node agree about this process', () => {
    const snapshot = read({ ...everything, only: process.pid });
    const status = parseStatus(readFileSync('/proc/self/status', 'utf8'));
    expect(processCell(snapshot, process.pid, 'parentPid')).toBe(process.ppid);
    expect(processCell(snapshot, process.pid, 'uid')).toBe(status.uid);
    expect(processCell(snapshot, process.pid, 'uid')).toBe(process.geteuid?.());
    expect(processCell(snapshot, process.pid, 'state')).toBe('R');
    expect(processCell(snapshot, process.pid, 'swapBytes')).toBe(status.swapBytes);
    const ownThreads = Array.from({ length: snapshot.threads.rowCount }, (_, row) =>
      textAt(snapshot.threads, 'state', row),
    );
    expect(ownThreads.length).toBe(processCell(snapshot, process.pid, 'threads'));
  });

  test('every row has an identity, a name and a state', () => {
    const { processes, threads } = read();
    for (let row = 0; row < processes.rowCount; row++) {
      expect(numberAt(processes, 'startTicks', row)).toBeGreaterThanOrEqual(0);
      expect(textAt(processes, 'state', row)).toMatch(/^[RSDTtZXIPW]$/);
    }
    for (let row = 0; row < threads.rowCount; row++) {
      expect(numberAt(threads, 'startTicks', row)).toBeGreaterThanOrEqual(0);
      expect(textAt(threads, 'name', row)).not.toBeNull();
    }
  });

  test('its own descriptors stay under the bound, and are closed at the end', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    const bounded = new Passes({ ...linuxOptions(), descriptorLimit: 20 });
    for (let round = 0; round < 2; round++) bounded.collect(everything, { dearFiles: 'all', reason: null });
    await bounded.settled(10);
    expect(open() - before).toBeLessThanOrEqual(21); // and one for the clock
    bounded.close();
    expect(open()).toBeLessThanOrEqual(before);
  });
});
