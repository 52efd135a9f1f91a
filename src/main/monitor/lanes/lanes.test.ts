import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ThreadlabError } from '../../../shared/errors.ts';
import { decodeLaneBatch } from '../../../shared/monitor/laneCodec.ts';
import { laneFindings } from '../../../shared/monitor/laneFindings.ts';
import { LaneHistory } from '../../../shared/monitor/laneHistory.ts';
import { unknownShare, type LaneBatch } from '../../../shared/monitor/lanes.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import { lookUpStat } from '../../machine/linux/processes/lookUp.ts';
import { createMonitor } from '../handlers.ts';
import { LaneSampler, type LaneOptions } from './laneSampler.ts';
import { endChildren, startNode } from '../testing/children.ts';
import { describedMachine } from '../testing/describedMachine.ts';
import { FakeProc } from '../testing/fakeProc.ts';

describe('the threads of one process', () => {
  let proc: FakeProc;
  beforeEach(() => void (proc = new FakeProc()));
  afterEach(() => proc.close());

  const threads = (states: Record<number, string>, ran = 0) =>
    proc.put({
      pid: 7,
      startTicks: 500,
      threads: Object.entries(states).map(([tid, state]) => ({
        tid: Number(tid),
        name: `t${tid}`,
        startTicks: 500,
        state,
        runningNs: ran * 1e9,
        voluntary: 9,
      })),
    });
  const open = (key: ProcessKey = { pid: 7, startTicks: 500 }, options: Partial<LaneOptions> = {}) =>
    new LaneSampler(key, { root: proc.root, ticksPerSecond: 100, descriptorLimit: 100, isRoot: true, ...options });
  const take = (sampler: LaneSampler): LaneBatch => {
    const bytes = sampler.take({ rate: 50, achieved: null, cost: null });
    if (bytes === null) throw new Error('Nothing was sampled.');
    return decodeLaneBatch(bytes);
  };

  test('become lanes: states, what was counted since the sample before, and where one sleeps', () => {
    threads({ 7: 'S', 8: 'R' });
    const sampler = open();
    sampler.sample(1);
    threads({ 7: 'S', 8: 'R' }, 0.01);
    sampler.sample(1.02);
    const batch = take(sampler);
    expect([...batch.times]).toEqual([1, 1.02]);
    expect(batch.lanes.names).toEqual(['t7', 't8']);
    expect([...batch.lanes.voluntary]).toEqual([9, 9]);
    expect([...batch.cells.run]).toEqual([unknownShare, unknownShare, 500, 500]);
    expect([...batch.cells.wait].slice(2)).toEqual([0, 500]);
    expect(batch.channels[batch.cells.channel[2] ?? 0]).toBe('futex_do_wait');
    expect(batch.sampling.threads).toBe(2);
    threads({ 7: 'S', 8: 'R' }, 0.02);
    sampler.sample(1.04);
    expect(take(sampler)).toMatchObject({ since: 1.02, cells: { run: Uint16Array.of(500, 500) } });
    expect(sampler.take({ rate: 50, achieved: null, cost: null })).toBeNull();
    sampler.close();
  });

  test('come and go; a number that comes again is a thread of its own', () => {
    threads({ 7: 'S', 8: 'S' });
    const sampler = open();
    sampler.sample(1);
    proc.remove('7/task/8');
    threads({ 7: 'S', 9: 'S' });
    sampler.sample(1.02); // as many as before: looked for once a second
    sampler.sample(2.04);
    expect(take(sampler).lanes.names).toEqual(['t7', 't8', 't9']);
    proc.put({
      pid: 7,
      startTicks: 500,
      threads: [
        { tid: 7, startTicks: 500 },
        { tid: 9, name: 'again', startTicks: 600 },
      ],
    });
    sampler.sample(2.06);
    sampler.sample(2.08);
    const again = take(sampler);
    expect(again.lanes.names).toContain('again');
    expect([...again.lanes.startTicks]).toContain(600);
    sampler.close();
  });

  test('more of them than files may be open are read all the same', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [7 + index, 'S']));
    threads(many);
    const sampler = open(undefined, { descriptorLimit: 10 });
    for (const at of [1, 1.1, 1.2]) sampler.sample(at);
    const batch = take(sampler);
    expect(batch.lanes.names).toHaveLength(40);
    expect([...batch.cells.state].every((code) => code === 'S'.charCodeAt(0))).toBe(true);
    sampler.close();
  });

  test('are those of the process that is meant, until it ends', () => {
    threads({ 7: 'S' });
    const other = open({ pid: 7, startTicks: 499 });
    expect(() => other.sample(1)).toThrow(expect.objectContaining({ code: 'processGone' }));
    const sampler = open();
    sampler.sample(1);
    proc.put({ pid: 7, startTicks: 500, state: 'Z', threads: [{ tid: 7, startTicks: 500, state: 'Z' }] });
    sampler.sample(1.02);
    expect(take(sampler)).toMatchObject({ ended: true, sampling: { threads: 0 } });
    other.close();
    sampler.close();
  });

  test('lack with a reason what is not told', () => {
    const sampler = open(undefined, { isRoot: false });
    for (let sample = 0; sample < 5; sample += 1) {
      const tasks = [7, 8].map((tid) => ({ tid, startTicks: 500, userTicks: sample }));
      proc.put({ pid: 7, startTicks: 500, threads: tasks });
      for (const tid of [7, 8]) {
        proc.remove(`7/task/${tid}/schedstat`);
        proc.write(`7/task/${tid}/wchan`, '0');
      }
      sampler.sample(1 + sample / 50);
    }
    expect(take(sampler).notAvailable).toEqual({
      runQueueDelay: expect.stringContaining('no /proc/<pid>/schedstat'),
      waitChannel: expect.stringContaining('needs the same user or root'),
    });
    sampler.close();
  });
});

describe.skipIf(process.platform !== 'linux')('a window that looks at lanes', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await endChildren();
  });

  /** A main thread, one that never sleeps and one that always does. */
  const program = `
    const { Worker } = require('node:worker_threads');
    const name = (name) => "require('node:fs').writeFileSync('/proc/thread-self/comm', '" + name + "');";
    new Worker(name('spinner') + 'for (;;);', { eval: true });
    new Worker(name('sleeper') + 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', { eval: true });
    setTimeout(() => process.stdout.write('ready'), 100);
    setInterval(() => {}, 1000);
  `;

  function room(lanes = join('lanes', 'lanes.worker.ts')) {
    const entry = (name: string) => join(import.meta.dirname, '..', name);
    const made = createMonitor({
      entries: { sampler: entry('sampler.worker.ts'), lanes: entry(lanes) },
      budget: () => 0.2,
      describeMachine: () => Promise.resolve(describedMachine),
      pngOf: () => Promise.resolve(new Uint8Array()),
    });
    ends.push(() => made.close());
    return made;
  }

  function follow({ handlers }: ReturnType<typeof room>, process: ProcessKey) {
    const history = new LaneHistory(30);
    let failure: unknown = null;
    const feed = handlers.lanes(
      { process },
      () => {
        const bytes = feed.take();
        if (bytes !== undefined) history.add(decodeLaneBatch(bytes));
      },
      (error) => (failure = error),
    );
    const until = async (isTrue: () => boolean) => {
      for (let tries = 0; tries < 1000 && !isTrue(); tries += 1) await setTimeout(10);
      expect(isTrue()).toBe(true);
    };
    return { history, feed, until, failure: () => failure };
  }
  const keyOf = (pid: number): ProcessKey => ({ pid, startTicks: lookUpStat(pid)?.startTicks ?? NaN });

  test('sees who spins and who sleeps, shares samples with another, and is told when the process has ended', async () => {
    const child = await startNode(program);
    const made = room();
    const one = follow(made, keyOf(child.pid));
    await one.until(() => (one.history.summaries(0.6)[0]?.covered ?? 0) > 0.5);
    const busiest = one.history
      .summaries(0.6)
      .toSorted((a, b) => (b.balance?.run ?? 0) - (a.balance?.run ?? 0))
      .map(({ name }) => name);
    expect(busiest[0]).toBe('spinner');
    const lane = (name: string) => one.history.summaries(0.6).find((summary) => summary.name === name);
    const [spinner, sleeper] = [lane('spinner'), lane('sleeper')];
    expect(sleeper?.balance?.run).toBeLessThan(spinner?.balance?.run ?? 0);
    expect((sleeper?.balance?.sleep ?? 0) + (sleeper?.balance?.lock ?? 0)).toBeGreaterThan(
      spinner?.balance?.sleep ?? 1,
    );
    const told = laneFindings(one.history, 0.6).flatMap(({ tids }) => tids);
    expect(told).toContain(spinner?.tid);
    expect(told).not.toContain(sleeper?.tid);
    expect(one.history.newest?.sampling.rate).toBeGreaterThan(1);

    const other = follow(made, keyOf(child.pid));
    await other.until(() => other.history.newest !== null);
    other.feed.close();
    child.kill('SIGKILL');
    await one.until(() => one.history.newest?.ended === true);
    // It is still looked at, and its place is free for others.
    const others = [1, 2, 3, 4].map((startTicks) => follow(made, { pid: process.pid, startTicks }));
    for (const { feed } of [one, ...others]) feed.close();
  });

  test('is told when its worker crashed, and the next one gets another', async () => {
    const made = room('testing/crashing.worker.ts');
    for (const _ of [1, 2]) {
      const one = follow(made, keyOf(process.pid));
      await one.until(() => one.failure() !== null);
      expect(one.failure()).toMatchObject({ code: 'internal', message: expect.stringContaining('ended unexpectedly') });
    }
  });

  test('is refused a process that is not the one that is meant, and a fifth one', async () => {
    const made = room();
    const own = keyOf(process.pid);
    const gone = follow(made, { ...own, startTicks: own.startTicks + 1 });
    await gone.until(() => gone.failure() !== null);
    expect(gone.failure()).toMatchObject({ code: 'processGone' });
    const open = [1, 2, 3, 4].map((startTicks) => follow(made, { pid: process.pid, startTicks }));
    expect(() => follow(made, own)).toThrow(ThreadlabError);
    for (const { feed } of open) feed.close();
    const last = follow(made, own);
    await last.until(() => last.history.newest !== null);
    last.feed.update({ process: keyOf(process.ppid) });
    last.feed.close();
  });
});
