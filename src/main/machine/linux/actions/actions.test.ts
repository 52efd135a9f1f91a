import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { SignalResult } from '../../../../shared/monitor/actions.ts';
import { allProcesses, lookUpStat, lookUpThread, threadsOf } from '../processes/lookUp.ts';
import { createActions } from './actions.ts';
import { parseIoPriority } from './setIoPriority.ts';
import { asNobody, nobodyReads } from '../processes/testing/asNobody.ts';
import { endChildren, keyOf, noPid, sleeper, startNode } from '../processes/testing/children.ts';

const actions = createActions(noPid);
const context = { signal: new AbortController().signal };
const isLinux = process.platform === 'linux';
const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined;

const signal = async (request: Parameters<typeof actions.signal>[0], from = actions): Promise<SignalResult[]> =>
  (await from.signal(request, context)).results;

/** Four threads of its own beside those of node. */
const threads = `
  const { Worker } = require('node:worker_threads');
  const make = (code) => new Worker(code, { eval: true });
  let ready = 0;
  for (let i = 0; i < 4; i++) make('setInterval(() => {}, 1e6); require("node:worker_threads").parentPort.postMessage(1)')
    .on('message', () => { if (++ready === 4) console.log('ready'); });
`;

afterEach(endChildren);

describe.skipIf(!isLinux)('signals', () => {
  test('end a process and say how long that took', async () => {
    const { key, child } = await startNode(sleeper);
    const [result] = await signal({ processes: [key], signal: 'SIGTERM', tree: false });
    expect(result).toMatchObject({ outcome: 'done', words: expect.stringMatching(/^Ended .* after SIGTERM/) });
    if (child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
    expect(child.signalCode).toBe('SIGTERM');
  });

  test('say that a process handles a signal itself and is still there', async () => {
    const { key } = await startNode(`process.on('SIGTERM', () => {}); ${sleeper}`);
    const [result] = await signal({ processes: [key], signal: 'SIGTERM', tree: false });
    expect(result).toMatchObject({ outcome: 'done', words: expect.stringContaining('handles this signal itself') });
    expect(keyOf(key.pid)).toEqual(key);
  });

  test('pause and continue', async () => {
    const { key } = await startNode(sleeper);
    const [paused] = await signal({ processes: [key], signal: 'SIGSTOP', tree: false });
    expect(paused).toMatchObject({ outcome: 'done', state: 'T' });
    const [asked] = await signal({ processes: [key], signal: 'SIGTERM', tree: false });
    expect(asked).toMatchObject({ words: expect.stringContaining('it is paused') });
    const [goesOn] = await signal({ processes: [key], signal: 'SIGCONT', tree: false });
    expect(goesOn).toMatchObject({ outcome: 'done', state: expect.not.stringMatching('T') });
  });

  test('reach nothing under the identity of another, and keep the other results', async () => {
    const one = await startNode(sleeper);
    const other = await startNode(sleeper);
    const stale = { ...one.key, startTicks: one.key.startTicks - 1 };
    const results = await signal({ processes: [stale, other.key], signal: 'SIGKILL', tree: false });
    expect(results).toMatchObject([{ outcome: 'refused', why: 'processGone' }, { outcome: 'done' }]);
    expect(keyOf(one.key.pid)).toEqual(one.key);
  });

  test('take a whole tree, the leaves first', async () => {
    const nest = (depth: number): string =>
      depth === 0
        ? sleeper
        : `const c = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(nest(depth - 1))}], { stdio: ['ignore', 'pipe', 'inherit'] });
           c.stdout.on('data', () => console.log(c.pid)); setInterval(() => {}, 1e6);`;
    const { key } = await startNode(nest(2));
    const results = await signal({ processes: [key], signal: 'SIGKILL', tree: true });
    expect(results).toHaveLength(3);
    expect(results.at(-1)?.process.pid).toBe(key.pid);
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    while (results.some(({ process: { pid, startTicks } }) => isAlive(pid, startTicks))) await pause(5);
  });

  test('leave no child of a process that makes one after the other', async () => {
    const { key } = await startNode(
      `const { spawn } = require('node:child_process');
       const loop = () => { spawn('sleep', ['30']); setTimeout(loop, 3); };
       loop(); console.log('ready');`,
    );
    const results = await signal({ processes: [key], signal: 'SIGKILL', tree: true });
    expect(results.every(({ outcome }) => outcome === 'done')).toBe(true);
    while (results.some(({ process: { pid, startTicks } }) => isAlive(pid, startTicks))) await pause(5);
    expect(sleepersSince(key.startTicks)).toEqual([]);
  });
});

describe.skipIf(!isLinux)('guards', () => {
  test.each(['signal', 'setNice'] as const)('%s leaves PID 1 alone', async (name) => {
    const processes = [keyOf(1)];
    const { results } =
      name === 'signal'
        ? await actions.signal({ processes, signal: 'SIGWINCH', tree: false }, context)
        : await actions.setNice({ processes, nice: 0 }, context);
    expect(results).toMatchObject([{ outcome: 'refused', why: 'guarded', command: null }]);
  });

  test('the own process and what it started are left alone', async () => {
    const { key } = await startNode(sleeper);
    const own = createActions(process.pid);
    const results = await signal({ processes: [key, keyOf(process.pid)], signal: 'SIGKILL', tree: true }, own);
    expect(results).toMatchObject([{ why: 'guarded' }, { why: 'guarded' }]);
    expect(keyOf(key.pid)).toEqual(key);
  });

  test('threads of Linux are left alone', async ({ skip }) => {
    skip(lookUpStat(2)?.kernelThread !== true, 'this container shows no thread of Linux');
    const [result] = await signal({ processes: [keyOf(2)], signal: 'SIGWINCH', tree: false });
    expect(result).toMatchObject({ why: 'guarded', reason: expect.stringContaining('Linux itself') });
  });
});

describe.skipIf(!isLinux)('every thread', () => {
  test('gets the nice value', async () => {
    const { key } = await startNode(threads);
    const count = threadsOf(key.pid).length;
    const { results } = await actions.setNice({ processes: [key], nice: 7 }, context);
    expect(results).toMatchObject([{ outcome: 'done', before: [{ value: 0 }], after: [{ value: 7 }] }]);
    const values = threadsOf(key.pid).map((tid) => lookUpThread(key.pid, tid)?.nice);
    expect(values.length).toBeGreaterThanOrEqual(Math.min(5, count));
    expect(new Set(values)).toEqual(new Set([7]));
  });

  test('gets it that is born while the others get theirs, and afterwards', async () => {
    const { key } = await startNode(
      `const { Worker } = require('node:worker_threads');
       let born = 0;
       const make = () => new Worker('setTimeout(() => {}, 100)', { eval: true }).on('online', () => {
         if (++born === 3) console.log('ready');
       });
       setInterval(make, 25);`,
    );
    const { results } = await actions.setNice({ processes: [key], nice: 6 }, context);
    expect(results).toMatchObject([{ outcome: 'done', after: [{ value: 6 }] }]);
    const known = new Set(threadsOf(key.pid));
    while (threadsOf(key.pid).every((tid) => known.has(tid))) await pause(5);
    const values = threadsOf(key.pid).flatMap((tid) => lookUpThread(key.pid, tid)?.nice ?? []);
    expect(new Set(values)).toEqual(new Set([6]));
  });

  test('stays as it is under the identity of another', async () => {
    const { key } = await startNode(sleeper);
    const processes = [{ ...key, startTicks: key.startTicks + 1 }];
    const { results } = await actions.setNice({ processes, nice: 9 }, context);
    expect(results).toMatchObject([{ why: 'processGone' }]);
    expect(lookUpStat(key.pid)?.nice).not.toBe(9);
  });

  test('gets the CPUs, and what no cpuset allows is told', async ({ skip }) => {
    skip(!has('taskset'), 'taskset is not installed');
    const { key } = await startNode(threads);
    const cpu = allowedCpu();
    const { results } = await actions.setAffinity({ processes: [key], cpus: [cpu] }, context);
    expect(results).toMatchObject([{ outcome: 'done', after: [{ value: [cpu] }] }]);
    const refused = await actions.setAffinity({ processes: [key], cpus: [8191] }, context);
    expect(refused.results).toMatchObject([
      { outcome: 'refused', why: 'notSupported', reason: expect.stringContaining('Nothing was changed') },
    ]);
  });

  test('gets the policy', async ({ skip }) => {
    skip(!has('chrt'), 'chrt is not installed');
    const { key } = await startNode(threads);
    const { results } = await actions.setPolicy({ processes: [key], policy: 'batch', priority: 0 }, context);
    expect(results).toMatchObject([{ after: [{ value: { policy: 'batch', priority: 0 } }] }]);
  });

  test('gets the I/O priority', async ({ skip }) => {
    skip(!has('ionice'), 'ionice is not installed');
    const { key } = await startNode(threads);
    const asked = { class: 'best-effort', level: 6 } as const;
    const { results } = await actions.setIoPriority({ processes: [key], ...asked }, context);
    expect(results).toMatchObject([{ after: [{ value: asked }] }]);
  });
});

describe("another user's process", () => {
  test('is refused with owner, missing right and the command that has it', async ({ skip }) => {
    skip(!nobodyReads(), 'only root can act as another user');
    skip(!has('chrt'), 'chrt is not installed');
    const { key } = await startNode(sleeper);
    const task = `$(ls /proc/${key.pid}/task)`;
    const answers = asNobody(`
      const { createActions } = await import(${JSON.stringify(new URL('./actions.ts', import.meta.url).href)});
      const actions = createActions(${noPid});
      const processes = [${JSON.stringify(key)}];
      const all = [
        await actions.signal({ processes, signal: 'SIGTERM', tree: false }),
        await actions.setNice({ processes, nice: 3 }),
        await actions.setPolicy({ processes, policy: 'batch', priority: 0 }),
      ];
      answer(all.map(({ results }) => results[0]));`);
    expect(answers).toMatchObject([
      { why: 'notPermitted', reason: expect.stringMatching(/root.*CAP_KILL/), command: `sudo kill -TERM ${key.pid}` },
      { why: 'notPermitted', reason: expect.stringContaining('CAP_SYS_NICE'), command: `sudo renice -n 3 -p ${task}` },
      { why: 'notPermitted', command: `sudo chrt -a --batch -p 0 ${key.pid}` },
    ]);
    expect(keyOf(key.pid)).toEqual(key);
  });
});

test.each([
  ['best-effort: prio 4', { class: 'best-effort', level: 4 }],
  ['idle', { class: 'idle', level: null }],
  ['none: prio 0', { class: 'none', level: null }],
])('reads %j of ionice', (line, expected) => {
  expect(parseIoPriority(line)).toEqual(expected);
});

function isAlive(pid: number, startTicks: number): boolean {
  const stat = lookUpStat(pid);
  return stat !== null && stat.startTicks === startTicks && stat.state !== 'Z';
}

/** Processes of sleep(1) in the process group of this test that were born since a tick. */
function sleepersSince(startTicks: number): number[] {
  const group = lookUpStat(process.pid)?.processGroup;
  return allProcesses().filter((pid) => {
    const stat = lookUpStat(pid);
    return stat?.name === 'sleep' && stat.processGroup === group && stat.startTicks >= startTicks && stat.state !== 'Z';
  });
}

/** A CPU that this process may use. */
function allowedCpu(): number {
  const stat = lookUpStat(process.pid);
  if (stat === null) throw new Error('This process does not live.');
  return stat.lastCpu;
}
