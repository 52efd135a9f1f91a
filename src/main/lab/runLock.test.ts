import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identify } from './processIdentity.ts';
import { acquireRunLock } from './runLock.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'threadlab-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe.runIf(process.platform === 'linux')('the machine', () => {
  const never = new AbortController().signal;
  const self = () => identify(process.pid) ?? { pid: process.pid, startTicks: NaN };

  test('is given to one after the other', async () => {
    const order: string[] = [];
    const release = await acquireRunLock(folder, self(), never);
    const second = acquireRunLock(folder, self(), never);
    order.push('first');
    release();
    const releaseSecond = await second;
    order.push('second');
    releaseSecond();
    expect(order).toEqual(['first', 'second']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a process that has ended', JSON.stringify({ pid: process.pid, startTicks: 1 })],
    ['nobody that can be read', '{"pid"'],
  ])('is taken from %s', async (_what, content) => {
    writeFileSync(join(folder, 'running.json'), content);
    const release = await acquireRunLock(folder, self(), never);
    expect(readdirSync(folder)).toEqual(['running.json']);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('need not be waited for by one who was cancelled', async () => {
    const release = await acquireRunLock(folder, self(), never);
    const leaving = new AbortController();
    const second = acquireRunLock(folder, self(), leaving.signal);
    leaving.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    release();
  });
});
