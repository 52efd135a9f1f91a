import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import { defaultGateLimits } from '../../shared/lab/gateLimits.ts';
import { lockKinds, locksOf } from '../../shared/lab/lockKinds.ts';
import { runRecord } from '../../shared/runs/record.ts';
import type { LabOptions } from './handlers.ts';
import { markerName } from './marker.ts';
import { isAlive, readProcess } from './processIdentity.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest, type LabForTest } from './testing/labForTest.ts';

const onLinux = process.platform === 'linux';
const folder = mkdtempSync(join(tmpdir(), 'threadlab-runner-'));
let entries: LabOptions['entries'];
let lab: LabForTest;

beforeAll(async () => {
  entries = await buildRunner();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => lab.close());

const useLab = async (options: Partial<LabOptions> = {}) => (lab = await labForTest({ entries, ...options }));

/** A program in the place of the runner. */
function runnerOf(name: string, code: string): LabOptions['entries'] {
  const runner = join(folder, `${name}.mjs`);
  writeFileSync(runner, code);
  return { ...entries, runner };
}

describe.runIf(onLinux)('a run', () => {
  test('of three locks by one and two threads ends with every A check passed and a valid record', async () => {
    const { start, ended, records, states } = await useLab();
    const id = await start({ lock: ['tas', 'mcs', 'futex'], threads: [1, 2] });
    const run = await ended(id);
    expect(run.outcome).toEqual({ status: 'completed', kept: true, message: null });
    expect(run.done).toBe(6);
    const record = runRecord.parse(records[0]);
    const aChecks = record.checks.filter(({ kind }) => kind === 'A');
    expect(aChecks.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(record.checks.filter(({ id }) => id !== 'fifo')).toHaveLength(6 * 3);
    // It is mcs's alone, and a busy machine may let a short repeat sample nothing.
    const fifo = record.checks.filter(({ id }) => id === 'fifo');
    expect(fifo.length).toBeLessThanOrEqual(2);
    expect(fifo.every(({ params }) => params?.['lock'] === 'mcs')).toBe(true);
    const scalars = Object.entries(lockContention.metrics).filter(([, { shape }]) => shape === 'scalar');
    // On a busy machine no thread of a short repeat may have had a turn: there is nothing to take shares of.
    const moved = record.points.filter(({ metrics }) => metrics['throughput']?.median !== 0);
    expect(moved).not.toEqual([]);
    for (const point of moved) {
      expect(Object.keys(point.metrics).sort()).toEqual(scalars.map(([name]) => name).sort());
      expect(Object.keys(point.histograms ?? {}).sort()).toEqual(['acquireLatency', 'bypass']);
      expect(Object.keys(point.repeats[0]?.perThread ?? {})).toEqual(['threadCounts']);
    }
    const live = states.flatMap((state) => state.run ?? []);
    // What was new reached this subscriber once.
    expect(live.flatMap(({ finished }) => finished.map(({ repeat }) => repeat))).toEqual([0, 1, 2, 3, 4, 5]);
    const samples = live.flatMap((state) => state.samples);
    expect(samples.map(({ at }) => at)).toEqual(samples.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(new Set(samples.map(({ repeat }) => repeat)).size).toBe(6);
    // A repeat of 30 ms may pass between two states.
    const names = live.flatMap(({ current }) => current?.threads.map(({ name }) => name) ?? []);
    expect(['tas-w0', 'tas-w1', 'mcs-w0', 'mcs-w1', 'futex-w0', 'futex-w1']).toEqual(expect.arrayContaining(names));
    expect(names).not.toEqual([]);
  }, 120_000);

  test('is judged by the limits of the gate that are set when it starts, and keeps them', async () => {
    let overlap = 1.1; // more than any repeat can have
    const { start, ended, records } = await useLab({ gateLimits: () => ({ ...defaultGateLimits, overlap }) });
    await ended(await start({}));
    overlap = 0;
    await ended(await start({}));
    const [strict, lenient] = records.map((record) => runRecord.parse(record));
    expect(strict?.gateLimits).toEqual({ ...defaultGateLimits, overlap: 1.1 });
    expect(strict?.points[0]?.repeats[0]?.gate.reasons).toContainEqual('overlap 1.00, at least 1.10');
    expect(strict?.points[0]?.noisy).toBe(true);
    expect(lenient?.gateLimits?.['overlap']).toBe(0);
    expect(lenient?.points[0]?.repeats[0]?.gate.reasons.join()).not.toContain('overlap');
  }, 60_000);

  test('of every lock kind appears with the checks that apply to it', async () => {
    const { start, ended, records } = await useLab();
    await ended(await start({ lock: locksOf('wasm') }));
    for (const lock of locksOf('wasm')) {
      const ids = records[0]?.checks.filter(({ params }) => params?.['lock'] === lock).map(({ id }) => id);
      const apply = Object.keys(lockContention.checks).filter((id) => id !== 'fifo' || lockKinds[lock].fifo);
      // A busy machine may let no acquisition be sampled, of which there is no order then.
      expect([apply, apply.filter((id) => id !== 'fifo')]).toContainEqual(ids);
    }
  }, 120_000);

  test('is an ordinary process with a name of its own while it runs, and gone afterwards', async () => {
    const { start, until, cancel } = await useLab();
    const id = await start({ duration: [30] });
    const { run } = await until((state) => (state.run?.current?.threads.length ?? 0) > 0);
    const identity = run?.process;
    if (!identity) throw new Error('The run has no process.');
    expect(readFileSync(`/proc/${identity.pid}/comm`, 'utf8')).toBe('threadlab-run\n');
    expect(readFileSync(`/proc/${identity.pid}/task/${run.current?.threads[0]?.tid}/comm`, 'utf8')).toBe('tas-w0\n');
    expect(readProcess(identity.pid)?.processGroup).toBe(identity.pid);
    await cancel(id);
    expect(isAlive(identity)).toBe(false);
  }, 60_000);

  test('that is cancelled keeps what was measured', async () => {
    const { start, until, cancel, records, ended } = await useLab();
    const id = await start({}, 100);
    await until((state) => (state.run?.done ?? 0) >= 2);
    await cancel(id);
    expect((await ended(id)).outcome).toEqual({ status: 'cancelled', kept: true, message: null });
    expect(runRecord.parse(records[0]).status).toBe('cancelled');
    expect(records[0]?.points[0]?.repeats.length).toBeGreaterThanOrEqual(2);
    expect(records[0]?.points[0]?.repeats.length).toBeLessThan(100);
  }, 60_000);

  test('that is killed from outside is a failed record that names the signal', async () => {
    const { start, until, records, ended } = await useLab();
    const id = await start({}, 100);
    const { run } = await until((state) => (state.run?.done ?? 0) >= 1);
    process.kill(run?.process?.pid ?? NaN, 'SIGKILL');
    expect((await ended(id)).outcome).toMatchObject({
      status: 'failed',
      kept: true,
      message: 'The runner was ended by SIGKILL.',
    });
    expect(runRecord.parse(records[0]).error).toMatchObject({ signal: 'SIGKILL', exitStatus: null });
    expect(records[0]?.points[0]?.repeats.length).toBeGreaterThanOrEqual(1);
  }, 60_000);

  test('that stands still sends no more samples and is ended', async () => {
    const { start, until, states, ended } = await useLab({ limits: { silence: 6 } });
    const id = await start({ duration: [30] });
    const { run } = await until((state) => (state.run?.samples.length ?? 0) > 0);
    process.kill(run?.process?.pid ?? NaN, 'SIGSTOP');
    const { outcome } = await ended(id);
    expect(outcome?.message).toMatch(/said nothing for 6 s: it hangs/);
    expect(states.at(-1)?.run?.samples).toEqual([]);
  }, 60_000);

  test('waits for the one before it', async () => {
    const { start, until, cancel, ended, states } = await useLab();
    const first = await start({ duration: [30] });
    await until(({ run }) => run?.id === first);
    const second = await start({});
    const third = await start({});
    await until(({ queue }) => queue.length === 2);
    await cancel(third);
    expect(states.at(-1)?.run?.id).toBe(first);
    await cancel(first);
    expect((await ended(second)).outcome?.status).toBe('completed');
    expect(states.some(({ run }) => run?.id === third)).toBe(false);
  }, 60_000);

  test('of a dead backend is cleaned up by the next one', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, [markerName]: '1999999:1:2026-01-01-0000-abcd' },
    });
    const gone = new Promise((resolve) => orphan.once('exit', (_code, signal) => resolve(signal)));
    await new Promise((resolve) => orphan.once('spawn', resolve));
    await useLab();
    expect(await gone).toBe('SIGKILL');
  });
});

describe.runIf(onLinux)('a runner that', () => {
  test('crashes leaves its exit status and its last lines', async () => {
    const { start, ended, records } = await useLab({
      entries: runnerOf('crash', 'for (let i = 0; i < 50; i += 1) console.error(`line ${i}`); process.exit(3);'),
    });
    const { outcome } = await ended(await start({}));
    expect(outcome).toMatchObject({ status: 'failed', kept: true });
    expect(runRecord.parse(records[0]).error).toMatchObject({ exitStatus: 3, signal: null });
    expect(records[0]?.error?.lastLines.at(-1)).toBe('line 49');
    expect(records[0]?.error?.lastLines.length).toBeLessThanOrEqual(20);
  });

  test('never says anything is ended', async () => {
    const { start, ended } = await useLab({
      entries: runnerOf('silent', 'setInterval(() => {}, 1000);'),
      limits: { silence: 0.5 },
    });
    expect((await ended(await start({}))).outcome?.message).toMatch(/hangs/);
  });

  test('talks for ever is ended at the limit of time', async () => {
    const code = "setInterval(() => process.send({ kind: 'phase', phase: 'measuring' }), 50);";
    const { start, ended } = await useLab({ entries: runnerOf('chatty', code), limits: { silence: 60, total: 1 } });
    expect((await ended(await start({}))).outcome?.message).toBe('The run passed its limit of 1 s.');
  });

  test.each([
    ['memory', { memory: 8 * 1024 ** 2 }, '', /^The run used [\d.]+ MiB of memory; its limit is 8 MiB\.$/],
    ['threads', { threads: 3 }, '', /^The run had \d+ threads; its limit is 3\.$/],
    [
      'processes',
      { processes: 2 },
      "for (let i = 0; i < 2; i += 1) spawn('sleep', ['600']);",
      /^The run had 3 processes; its limit is 2\.$/,
    ],
  ])('takes more %s than its limit is ended, with a record that says so', async (what, limits, does, words) => {
    const code = `import { spawn } from 'node:child_process'; ${does} setInterval(() => {}, 1000);`;
    const { start, ended, records } = await useLab({ entries: runnerOf(`greedy-${what}`, code), limits });
    const { outcome } = await ended(await start({}));
    expect(outcome).toMatchObject({ status: 'failed', kept: true, message: expect.stringMatching(words) });
    expect(runRecord.parse(records[0]).error?.signal).toBe('SIGKILL');
  });

  test('speaks another language is ended', async () => {
    const code = "process.send({ kind: 'hello' }); setInterval(() => {}, 1000);";
    const { start, ended } = await useLab({ entries: runnerOf('stranger', code) });
    expect((await ended(await start({}))).outcome?.message).toMatch(/not of its protocol/);
  });

  test('does not exist fails the run in words', async () => {
    const { start, ended } = await useLab({ entries: { ...entries, runner: join(folder, 'nowhere.mjs') } });
    expect((await ended(await start({}))).outcome).toMatchObject({ status: 'failed', kept: true });
  });

  test.each(['ignore', 'inherit'])(
    'leaves a child in a session of its own (output: %s) does not leave it alive',
    async (stdio) => {
      const code = `
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: '${stdio}' });
      child.once('spawn', () => { console.error(child.pid); process.exit(1); });`;
      const { start, ended, records } = await useLab({ entries: runnerOf(`leaver-${stdio}`, code) });
      await ended(await start({}));
      const pid = Number(records[0]?.error?.lastLines.at(-1));
      expect(pid).toBeGreaterThan(1);
      expect(readProcess(pid)?.state ?? 'gone').toMatch(/^(gone|Z)$/); // nobody may wait for an orphan in a container
    },
  );
});

describe.runIf(onLinux)('a request', () => {
  test.each([
    [{ lock: ['spin'] }, 'badInput', /there is no "spin"/],
    [{ engine: ['cobol'] }, 'badInput', /no engine "cobol"/],
    [{ lock: ['pthreadMutex'] }, 'badInput', /the engine wasm has no pthreadMutex. The engines that have it: native/],
    [{ placement: ['ownCore'], threads: [1, 3] }, 'badInput', /3 threads need 3 cores, and there are 2/],
    [{ placement: ['siblings'] }, 'badInput', /no core here has two hardware threads/],
  ])('%j is refused before anything is started', async (parameters, code, message) => {
    const { start, states } = await useLab();
    await expect(start(parameters)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(states.at(-1)).toEqual({ run: null, queue: [] });
  });

  test('to cancel an unknown run is refused', async () => {
    const { cancel } = await useLab();
    await expect(cancel('2026-01-01-0000-abcd')).rejects.toMatchObject({ code: 'notFound' });
  });
});
