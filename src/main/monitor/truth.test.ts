/** What the sampler says of this machine against `ps`, and against loads that know what they use. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { numberAt, textAt, type Snapshot } from '../../shared/monitor/snapshot.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import { busyCores } from './testing/busyCores.ts';
import { endChildren, line, missing, startChild } from './testing/children.ts';
import { everything } from './testing/everything.ts';
import { processCell } from './testing/fakePasses.ts';

const onLinux = process.platform === 'linux';
let passes: Passes;
beforeEach(() => void (passes = new Passes(linuxOptions())));
afterEach(async () => {
  passes.close();
  await endChildren();
});

function read(request = everything): Snapshot {
  passes.collect(request, { dearFiles: 'all', reason: null });
  return passes.snapshot();
}

interface Row {
  startTicks: number;
  parentPid: number;
  name: string | null;
  state: string | null;
  threads: number;
  residentBytes: number;
  cpuTime: number;
  nice: number;
}

function rowsOf({ processes }: Snapshot): Map<number, Row> {
  const number = (field: Exclude<keyof Row, 'name' | 'state'>, row: number) => numberAt(processes, field, row);
  return new Map(
    Array.from({ length: processes.rowCount }, (_, row) => [
      numberAt(processes, 'pid', row),
      {
        startTicks: number('startTicks', row),
        parentPid: number('parentPid', row),
        name: textAt(processes, 'name', row),
        state: textAt(processes, 'state', row),
        threads: number('threads', row),
        residentBytes: number('residentBytes', row),
        cpuTime: number('cpuTime', row),
        nice: number('nice', row),
      },
    ]),
  );
}

const noPs = missing('ps');

describe.skipIf(!onLinux)('ps', () => {
  const form = /^\s*(\d+)\s+(\d+)\s+(\S)\S*\s+(\d+)\s+(\d+)\s+(\d+)\s+(-?\d+|-)\s(.*)$/;
  /** Linux counts pages in batches, one a thread, so that two readings of one process may differ by some. */
  const pagesPerThread = 64 * 4096;

  function readPs(): Map<number, Row> {
    const { stdout, pid: own } = spawnSync('ps', ['-e', '-o', 'pid=,ppid=,stat=,nlwp=,rss=,times=,nice=,comm='], {
      encoding: 'utf8',
    });
    const rows = new Map<number, Row>();
    for (const text of stdout.split('\n').filter((one) => one !== '')) {
      const [, pid, parentPid, state, threads, resident, time, nice, name] = form.exec(text) ?? [];
      if (pid === undefined) throw new Error(`ps wrote what is not known here: ${JSON.stringify(text)}`);
      rows.set(Number(pid), {
        startTicks: NaN,
        parentPid: Number(parentPid),
        name: (name ?? '').replace(/ <defunct>$/, ''),
        state: state ?? null,
        threads: Number(threads),
        residentBytes: Number(resident) * 1024,
        cpuTime: Number(time),
        nice: Number(nice),
      });
    }
    rows.delete(own);
    return rows;
  }

  test('agrees: numbers, parents, names, states, threads, memory, CPU time, niceness', async ({ skip }) => {
    if (noPs !== null) skip(noPs);
    const { pid: still } = await startChild('sleep', ['60']);
    const before = rowsOf(read());
    const listed = readPs();
    const after = rowsOf(read());

    // None that ps saw and that is still there may lack a row.
    const unseen = [...listed.keys()].filter(
      (pid) => !before.has(pid) && !after.has(pid) && existsSync(`/proc/${pid}`),
    );
    expect(unseen).toEqual([]);

    const compared = new Map<string, number>();
    const agree = (what: string, pid: number, isRight: boolean, words: unknown) => {
      compared.set(what, (compared.get(what) ?? 0) + 1);
      expect(isRight, `${what} of ${pid}: ${JSON.stringify(words)}`).toBe(true);
    };
    for (const [pid, low] of before) {
      const high = after.get(pid);
      if (high?.startTicks !== low.startTicks) continue;
      const ps = listed.get(pid);
      agree('row', pid, ps !== undefined, low);
      if (ps === undefined) continue;
      const words = { low, ps, high };
      const stayed = (field: keyof Row) => low[field] === high[field];
      if (stayed('parentPid')) agree('parent', pid, ps.parentPid === low.parentPid, words);
      // A worker of the kernel bears the name of what it works for, and changes it there and back between two readings.
      if (stayed('name') && /^(?!kworker)[\x21-\x7e]*$/.test(low.name ?? ' '))
        agree('name', pid, ps.name === low.name, words);
      if (stayed('threads')) agree('threads', pid, ps.threads === low.threads, words);
      if (stayed('nice') && !Number.isNaN(ps.nice)) agree('nice', pid, ps.nice === low.nice, words);
      // One that used no time between the readings was in one state all the while; an idle worker of the kernel may have woken for less than a tick.
      const rested = stayed('cpuTime') && stayed('state') && /^[ZT]$/.test(low.state ?? '');
      if (rested || pid === still) agree('state', pid, ps.state === low.state, words);
      // ps writes whole seconds.
      agree('CPU time', pid, ps.cpuTime >= Math.floor(low.cpuTime) && ps.cpuTime <= high.cpuTime, words);
      if (!stayed('residentBytes')) continue;
      const slack = pagesPerThread * low.threads;
      agree('memory', pid, Math.abs(ps.residentBytes - low.residentBytes) <= slack, words);
    }
    expect([...compared.keys()].toSorted((one, other) => one.localeCompare(other))).toEqual([
      'CPU time',
      'memory',
      'name',
      'nice',
      'parent',
      'row',
      'state',
      'threads',
    ]);
  });

  test('agrees on the threads of a process: numbers and names', async ({ skip }) => {
    if (noPs !== null) skip(noPs);
    const child = await startChild(process.execPath, ['-e', 'console.log("ready"); setInterval(() => {}, 1e6)']);
    await line(child);
    const threads = () => {
      const { threads: table } = read({ ...everything, only: child.pid });
      return Array.from(
        { length: table.rowCount },
        (_, row) => `${numberAt(table, 'tid', row)} ${textAt(table, 'name', row)}`,
      );
    };
    for (let tries = 0; tries < 20; tries += 1) {
      const before = threads();
      const { stdout } = spawnSync('ps', ['-L', '-o', 'lwp=,comm=', '-p', String(child.pid)], { encoding: 'utf8' });
      if (before.join() !== threads().join()) continue; // it still starts
      const listed = stdout.trim().split('\n');
      expect(listed.map((text) => text.trim().replace(/\s+/, ' '))).toEqual(before);
      expect(before.length).toBeGreaterThan(3);
      return;
    }
    skip('its threads came and went in every reading');
  });
});

interface Reading {
  used: number;
  at: number;
}

async function ask(load: ChildProcess): Promise<Reading> {
  const answer = line(load);
  load.stdin?.write('now\n');
  return JSON.parse(await answer) as Reading;
}

describe.skipIf(!onLinux)('a load that knows what it uses', () => {
  const shares = [0.15, 0.5];
  const interval = 2.5;

  test('has used what the sampler says, between its own readings, and its share within 2 points where the machine is quiet', async ({
    skip,
  }) => {
    const program = join(import.meta.dirname, 'testing', 'burn.ts');
    const strip = process.features.typescript === false ? ['--experimental-strip-types'] : [];
    read();
    await setTimeout(500);
    const others = busyCores(read());
    const loads = await Promise.all(
      shares.map(async (share) => {
        const load = await startChild(process.execPath, [...strip, program, String(share)]);
        await line(load);
        return load;
      }),
    );
    await setTimeout(300);
    const askAll = () => Promise.all(loads.map(ask));
    read();
    const early = await askAll();
    const first = read();
    const late = await askAll();
    await setTimeout(interval * 1e3);
    const earlyEnd = await askAll();
    const second = read();
    const lateEnd = await askAll();

    const tick = 1 / linuxOptions().units.ticksPerSecond;
    const apart: number[] = [];
    for (const [at, load] of loads.entries()) {
      const cpuTime = (snapshot: Snapshot) => Number(processCell(snapshot, load.pid, 'cpuTime'));
      const used = cpuTime(second) - cpuTime(first);
      const least = (earlyEnd[at]?.used ?? NaN) - (late[at]?.used ?? NaN);
      const most = (lateEnd[at]?.used ?? NaN) - (early[at]?.used ?? NaN);
      // Holds on any machine: its own clock was read on both sides of each of our readings, which count in ticks.
      expect(used).toBeGreaterThanOrEqual(least - 2 * tick);
      expect(used).toBeLessThanOrEqual(most + 2 * tick);
      const elapsed = (lateEnd[at]?.at ?? NaN) - (late[at]?.at ?? NaN);
      const own = ((lateEnd[at]?.used ?? NaN) - (late[at]?.used ?? NaN)) / elapsed;
      apart.push(Math.abs(Number(processCell(second, load.pid, 'cpu')) - own));
    }
    const during = busyCores(second) - shares.reduce((sum, share) => sum + share, 0);
    const most = Math.max(others, during);
    if (!(most <= 0.2))
      skip(`others used ${most.toFixed(2)} cores here: only the bounds were judged, not the 2 points`);
    for (const points of apart) expect(points).toBeLessThanOrEqual(0.02);
  });
});
