/** The built command as a child process: what scripts rely on. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runRecord } from '../../shared/runs/record.ts';
import { recordOf } from '../../shared/runs/testing/records.ts';
import { notBuilt, threadlab } from './testing/builtCli.ts';

const linux = process.platform === 'linux';
const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const psDocument = z.object({
  takenAt: z.string(),
  interval: z.number().nullable(),
  machine: z.object({ cpus: z.array(z.unknown()) }),
  self: z.object({ cpuTime: z.number(), readCount: z.number(), residentBytes: z.number() }),
  hidden: z.object({ permission: z.number(), vanished: z.number() }),
  processes: z.array(row),
  threads: z.array(row).optional(),
});
/** DESIGN.md, "The command line". */
const processKeys =
  'pid parentPid startTicks startTime name commandLine user uid state cpu userCpu systemCpu cpuTime exitedThreadsCpuTime residentBytes virtualBytes swapBytes threads nice policy lastCpu voluntarySwitches involuntarySwitches runQueueDelay readBytes writeBytes minorFaults majorFaults cgroup container'.split(
    ' ',
  );
const threadKeys =
  'pid tid startTicks startTime name state cpu userCpu systemCpu cpuTime nice policy lastCpu voluntarySwitches involuntarySwitches runQueueDelay waitChannel syscall'.split(
    ' ',
  );

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'threadlab-cli-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** pid/tid -> start ticks and CPU ticks, of every thread that /proc shows. A reading of our own, by the manual page. */
function readProc(): Map<string, { start: number; ticks: number }> {
  const found = new Map<string, { start: number; ticks: number }>();
  const read = (key: string, path: string): void => {
    try {
      const stat = readFileSync(path, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.set(key, { start: Number(fields[19]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // It has ended meanwhile: then it is not in this reading.
    }
  };
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    read(pid, `/proc/${pid}/stat`);
    try {
      for (const tid of readdirSync(`/proc/${pid}/task`)) read(`${pid}/${tid}`, `/proc/${pid}/task/${tid}/stat`);
    } catch {
      // As above.
    }
  }
  return found;
}

describe.skipIf(notBuilt !== null)('the built command', () => {
  test.skipIf(!linux)('ps --threads --json agrees with readings of /proc before and after it', async () => {
    const before = readProc();
    const { code, out } = await threadlab(['ps', '--threads', '--json', '--interval', '0.2'], { data });
    const after = readProc();
    expect(code).toBe(0);
    const document = psDocument.parse(JSON.parse(out));
    expect(Object.keys(document.processes[0] ?? {}).toSorted()).toEqual(processKeys.toSorted());
    expect(Object.keys(document.threads?.[0] ?? {}).toSorted()).toEqual(threadKeys.toSorted());
    const rows = new Map([
      ...document.processes.map((process) => [`${process['pid']}`, process] as const),
      ...(document.threads ?? []).map((thread) => [`${thread['pid']}/${thread['tid']}`, thread] as const),
    ]);
    const ticksPerSecond = 100;
    const wrong: string[] = [];
    let compared = 0;
    for (const [key, first] of before) {
      const last = after.get(key);
      if (last === undefined || last.start !== first.start) continue;
      const shown = rows.get(key);
      const ticks = Number(shown?.['cpuTime']) * ticksPerSecond;
      compared += 1;
      if (shown?.['startTicks'] !== first.start)
        wrong.push(`${key}: start ${shown?.['startTicks']}, not ${first.start}`);
      // CPU time may come from nanoseconds, which ticks cut: a tick of user and one of system time are allowed for.
      else if (!(ticks >= first.ticks - 2 && ticks <= last.ticks + 2)) {
        wrong.push(`${key}: ${ticks} ticks, not within ${first.ticks} to ${last.ticks}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(2);
  });

  test.skipIf(!linux)('ps --count gives one line a pass, the first without rates', async () => {
    const { out } = await threadlab(['ps', '--count', '2', '--interval', '0.2', '--pid', `${process.pid}`, '--json'], {
      data,
    });
    const passes = out
      .trim()
      .split('\n')
      .map((line) => psDocument.parse(JSON.parse(line)));
    expect(passes.map(({ processes }) => processes.map(({ pid }) => pid))).toEqual([[process.pid], [process.pid]]);
    expect(passes[0]?.processes[0]?.['cpu']).toBeNull();
    expect(passes[1]?.processes[0]?.['cpu']).toBeTypeOf('number');
    expect(passes[0]).not.toHaveProperty('threads');
  });

  test.skipIf(!linux)('ps of a process that is not there fails and says so', async () => {
    const { code, out, err } = await threadlab(['ps', '--pid', '4194304'], { data });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('no process 4194304');
  });

  test('machine --json counts the CPUs', async () => {
    const { code, out } = await threadlab(['machine', '--json'], { data });
    expect(code).toBe(0);
    expect(z.object({ cpus: z.array(z.object({ id: z.int() })) }).parse(JSON.parse(out)).cpus.length).toBeGreaterThan(
      0,
    );
  });

  test('machine --root of a folder that is no capture says so', async () => {
    expect((await threadlab(['machine', '--root', join(data, 'nothing')], { data })).code).toBe(1);
  });

  test('a kept run is listed, shown, exported and deleted; a foreign file harms none of it', async () => {
    const own = mkdtempSync(join(data, 'kept-'));
    const record = recordOf([
      { lock: 'tas', threads: 1, throughput: [1e6, 2e6] },
      { lock: 'tas', threads: 2, throughput: [1e6, 2e6] },
    ]);
    expect((await threadlab(['runs'], { data: own })).err).toContain('No runs are kept');
    writeFileSync(join(own, 'runs', `${record.id}.json`), JSON.stringify(record));
    writeFileSync(join(own, 'runs', 'foreign.txt'), 'hello');
    const listed = await threadlab(['runs'], { data: own });
    expect(listed.out).toContain(record.id);
    expect(listed.err).toContain('foreign.txt');
    const shown = await threadlab(['show', record.id, '--json'], { data: own });
    expect(runRecord.parse(JSON.parse(shown.out))).toEqual(record);
    expect((await threadlab(['show', record.id], { data: own })).out).toContain('From 1 to 2 threads');
    for (const format of ['csv', 'json', 'svg', 'png']) {
      const file = join(own, `figure.${format}`);
      expect((await threadlab(['export', record.id, '--format', format, '--out', file], { data: own })).code).toBe(0);
      expect(statSync(file).size).toBeGreaterThan(500);
    }
    const wrongChart = ['export', record.id, '--format', 'svg', '--chart', 'x', '--out', join(own, 'x.svg')];
    expect((await threadlab(wrongChart, { data: own })).code).toBe(2);
    expect((await threadlab(['delete', record.id], { data: own })).code).toBe(0);
    expect((await threadlab(['delete', record.id], { data: own })).code).toBe(1);
    expect(readdirSync(join(own, 'runs')).filter((name) => name.endsWith('.json'))).toEqual([]);
  }, 120_000);
});

describe.skipIf(notBuilt !== null)('the built run', () => {
  const quick = ['run', 'lock-contention', '--engine', 'wasm', '--set', 'lock=tas', '--set', 'threads=1,2'];

  test('ends with every A check passed, keeps its record and can be run again from it', async () => {
    const file = join(data, 'record.json');
    const { code, out, err } = await threadlab(
      [...quick, '--repeats', '1', '--duration', '50ms', '--seed', '7', '--out', file, '--json'],
      { data },
    );
    expect({ code, err }).toMatchObject({ code: 0 });
    const record = runRecord.parse(JSON.parse(out));
    expect(runRecord.parse(JSON.parse(readFileSync(file, 'utf8')))).toEqual(record);
    expect(record.checks.filter(({ kind, outcome }) => kind === 'A' && outcome !== 'passed')).toEqual([]);
    expect(record.seed).toBe(7);
    expect(err).toMatch(/of 2 repeats/);
    const again = await threadlab(['run', '--from', file, '--json'], { data });
    expect(again.code).toBe(0);
    expect(runRecord.parse(JSON.parse(again.out)).request).toEqual(record.request);
  }, 120_000);

  test('Ctrl+C ends it with 130 and keeps what was measured', async () => {
    const own = mkdtempSync(join(data, 'cancelled-'));
    let interrupted = false;
    const { code, out } = await threadlab([...quick, '--repeats', '100', '--duration', '100ms', '--json'], {
      data: own,
      onErr(said, interrupt) {
        if (interrupted || !/[1-9]\d* of 200 repeats/.test(said)) return;
        interrupted = true;
        interrupt();
      },
    });
    expect(code).toBe(130);
    const record = runRecord.parse(JSON.parse(out));
    expect(record.status).toBe('cancelled');
    expect(record.points.flatMap(({ repeats }) => repeats).length).toBeGreaterThan(0);
  }, 120_000);
});
