import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identify } from './processIdentity.ts';
import { acquireRunLock } from './runLock.ts';
import { labForTest } from './testing/labForTest.ts';

const nowhere = {
  runner: '/nowhere/runner.mjs',
  runnerThread: '/nowhere/thread.mjs',
  nodeProgram: '/nowhere/program.mjs',
  native: '/nowhere',
  python: '/nowhere',
};
let folder: string;
let other: ChildProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'threadlab-other-'));
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(other, 'spawn');
});
afterEach(() => {
  other.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe.runIf(process.platform === 'linux')('the run of another Threadlab', () => {
  const hold = () => {
    const holder = { ...identify(other.pid ?? NaN), experiment: 'lock-contention', since: '2026-10-03T14:33:00.000Z' };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'running.json'), JSON.stringify(holder));
  };

  test('is told to who looks on, waited for, and gone with its process', async () => {
    hold();
    const lab = await labForTest({ entries: nowhere, dataFolder: folder });
    const { elsewhere } = await lab.until((state) => state.elsewhere !== undefined);
    expect(elsewhere).toEqual({
      process: identify(other.pid ?? NaN),
      experiment: 'lock-contention',
      since: '2026-10-03T14:33:00.000Z',
    });
    const id = await lab.start({});
    const waiting = await lab.until(({ queue }) => queue.length > 0);
    expect(waiting.queue).toEqual([{ id, experiment: 'lock-contention', seconds: expect.any(Number) }]);
    expect(waiting.run).toBeNull();
    other.kill('SIGKILL');
    await lab.ended(id);
    expect(lab.states.at(-1)?.queue).toEqual([]);
    await lab.close();
  });

  test('need not be waited for by a run that is cancelled', async () => {
    hold();
    const lab = await labForTest({ entries: nowhere, dataFolder: folder });
    const id = await lab.start({});
    await lab.until(({ queue }) => queue.length > 0);
    await lab.cancel(id);
    expect(lab.states.at(-1)).toMatchObject({ run: null, queue: [], elsewhere: {} });
    await lab.close();
  });

  test('is not seen in one of this process', async () => {
    const self = identify(process.pid) ?? { pid: process.pid, startTicks: NaN };
    const release = await acquireRunLock(folder, { ...self, experiment: 'x' }, new AbortController().signal);
    const lab = await labForTest({ entries: nowhere, dataFolder: folder });
    expect(lab.states.at(-1)?.elsewhere).toBeUndefined();
    release();
    await lab.close();
  });
});
