import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { processDetails } from '../../../../shared/monitor/details.ts';
import type { Part } from '../../../../shared/monitor/part.ts';
import { childrenOf } from '../processes/children.ts';
import { allProcesses, lookUpStat } from '../processes/lookUp.ts';
import { asNobody, nobodyReads } from '../processes/testing/asNobody.ts';
import { endChildren, keyOf, sleeper, startNode } from '../processes/testing/children.ts';
import { readUnixPairs } from '../processes/unixPairs.ts';
import { readDetails } from './details.ts';

afterEach(endChildren);

const masked = { environment: 'names', peers: false } as const;

function valueOf<Value>(part: Part<Value>): Value {
  if (!part.available) throw new Error(part.reason);
  return part.value;
}

describe.skipIf(process.platform !== 'linux')('details', () => {
  test('tell who a process is, its parent and its children', async () => {
    const { key } = await startNode(sleeper, { args: ['an argument', ''] });
    const details = processDetails.parse(await readDetails({ process: key, ...masked }));
    expect(details.overview.parent).toMatchObject(keyOf(process.pid));
    expect(valueOf(details.commandLine)).toEqual({
      arguments: [process.execPath, '-e', sleeper, 'an argument', ''],
      isCut: false,
    });
    expect(details.program).toMatchObject({ available: true });
    const own = await readDetails({ process: keyOf(process.pid), ...masked });
    expect(own.overview.children).toContainEqual(expect.objectContaining(key));
    expect(own.namespaces.available && own.namespaces.value.every(({ isOwn }) => isOwn)).toBe(true);
  });

  test.each([
    ['count', { name: null, value: null }],
    ['names', { name: 'SECRET', value: null }],
    ['values', { name: 'SECRET', value: 'a\u001b[2Jb' }],
  ] as const)('show of the environment its %s alone', async (environment, expected) => {
    const { key } = await startNode(sleeper, { env: { SECRET: 'a\u001b[2Jb' } });
    const details = await readDetails({ process: key, environment, peers: false });
    expect(valueOf(details.environment).variables).toEqual([expected]);
  });

  test('tell what is open, and who is at the other end of a connection', async () => {
    const { key, line } = await startNode(
      `const net = require('node:net');
       const server = net.createServer(() => {});
       server.listen(0, '127.0.0.1', () => console.log(server.address().port));`,
    );
    const client = await startNode(
      `require('node:net').connect(${Number(line)}, '127.0.0.1', () => console.log('connected'));
       require('node:fs').openSync(process.execPath, 'r');`,
    );
    const files = valueOf((await readDetails({ process: client.key, environment: 'count', peers: true })).files);
    const socket = files.entries.find((entry) => entry.socket?.remote === `127.0.0.1:${line}`);
    expect(socket).toMatchObject({ kind: 'socket', socket: { protocol: 'tcp', state: 'established' } });
    expect(socket?.peers).toMatchObject([key]);
    expect(files.entries).toContainEqual(
      expect.objectContaining({ kind: 'file', target: process.execPath, access: 'read' }),
    );
    const listening = valueOf((await readDetails({ process: key, ...masked })).files).entries;
    expect(listening.map((entry) => entry.socket?.state)).toContain('listening');
  });

  test('tell who is at the other end of a pipe', async () => {
    const { line } = await startNode(
      `const { pid } = require('node:child_process').spawn('sh', ['-c', 'cat | cat; :'], { stdio: ['pipe', 'ignore', 'inherit'] });
       console.log(pid);`,
    ); // once it is ended, the first cat reads an end, and the others end with it
    const cats = () => childrenOf(Number(line)).filter(({ name }) => name === 'cat');
    while (cats().length < 2) await pause(5);
    const [one, other] = cats().map(({ id }) => keyOf(id));
    if (one === undefined || other === undefined) throw new Error('One of them ended.');
    const { entries } = valueOf((await readDetails({ process: one, environment: 'count', peers: true })).files);
    expect(entries.find(({ fd }) => fd === 1)?.peers).toMatchObject([other]);
  });

  test('tell who is at the other end of a Unix socket, where ss is installed', async ({ skip }) => {
    const path = join(mkdtempSync(join(tmpdir(), 'threadlab-unix-')), 'socket');
    const { key } = await startNode(
      `require('node:net').createServer(() => {}).listen(${JSON.stringify(path)}, () => console.log('ready'));`,
    );
    const client = await startNode(
      `require('node:net').connect(${JSON.stringify(path)}, () => console.log('connected'));`,
    );
    rmSync(dirname(path), { recursive: true });
    if ((await readUnixPairs()).size === 0) return skip('ss is not here, or tells no pairs');
    const { entries } = valueOf((await readDetails({ process: client.key, environment: 'count', peers: true })).files);
    expect(entries.flatMap(({ peers }) => peers)).toContainEqual(expect.objectContaining(key));
  });

  test('tell a title that a program wrote over its arguments', async () => {
    const { key } = await startNode(`process.title = 'a title'; ${sleeper}`, { args: ['x'.repeat(80)] });
    expect(valueOf((await readDetails({ process: key, ...masked })).commandLine).arguments).toEqual(['a title']);
  });

  test('are of nobody under the identity of another', async () => {
    const key = keyOf(process.pid);
    const stale = { ...key, startTicks: key.startTicks - 1 };
    await expect(readDetails({ process: stale, ...masked })).rejects.toMatchObject({ code: 'processGone' });
  });

  test('of every process here have the form that is promised, threads of Linux and zombies too', async () => {
    const outcomes: string[] = [];
    for (const pid of allProcesses()) {
      const stat = lookUpStat(pid);
      if (stat === null) continue;
      const outcome = await readDetails({ process: { pid, startTicks: stat.startTicks }, ...masked }).then(
        (details) => (processDetails.safeParse(details).success ? 'read' : 'of another form'),
        (error: unknown) => (error instanceof ThreadlabError ? error.code : String(error)),
      );
      outcomes.push(outcome);
    }
    expect(outcomes).toContain('read');
    expect(outcomes.filter((outcome) => outcome !== 'read' && outcome !== 'processGone')).toEqual([]);
  });

  test("of another user's process say why parts are missing", async ({ skip }) => {
    skip(!nobodyReads(), 'only root can act as another user');
    const { key } = await startNode(sleeper);
    const details = asNobody(`
      const { readDetails } = await import(${JSON.stringify(new URL('./details.ts', import.meta.url).href)});
      answer(await readDetails({ process: ${JSON.stringify(key)}, environment: 'values', peers: true }));`);
    const { overview, commandLine, environment, files, memory } = processDetails.parse(details);
    expect([overview.user?.uid, commandLine.available]).toEqual([0, true]);
    for (const part of [environment, files, memory]) {
      expect(part).toEqual({ available: false, reason: expect.stringContaining('CAP_SYS_PTRACE') });
    }
  });
});
