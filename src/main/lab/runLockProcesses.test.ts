/** The run lock among processes, as windows, servers and command lines on one data folder are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'threadlab-locks-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function holder(times: number) {
  const strip = process.features.typescript === false ? ['--experimental-strip-types'] : [];
  const program = join(import.meta.dirname, 'testing', 'holdRunLock.ts');
  const args = ['--disable-warning=ExperimentalWarning', ...strip, program, join(folder, 'data'), join(folder, 'log')];
  return spawn(process.execPath, [...args, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test.skipIf(process.platform !== 'linux')(
  'is held by one process at a time, and given on when its holder is killed',
  { timeout: 60_000 },
  async () => {
    const killed = holder(0);
    await once(killed.stdout, 'data'); // it holds the lock
    const others = [holder(3), holder(3), holder(3)];
    const ends = others.map(async (child) => {
      child.stdout.resume();
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    });
    killed.kill('SIGKILL');
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    const [first, ...rest] = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    expect(first).toBe(`in ${killed.pid}`);
    expect(rest).toHaveLength(2 * 3 * 3);
    const between = rest.filter((words, at) =>
      at % 2 === 0 ? !words.startsWith('in') : words !== rest[at - 1]?.replace('in', 'out'),
    );
    expect(between).toEqual([]);
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
  },
);
