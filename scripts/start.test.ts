/** Which shell `npm start` opens, on machines made of a folder and an environment. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { chooseShell } from './start.mjs';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const desktop = { env: { DISPLAY: ':0' }, platform: 'linux', uid: 1000 } as const;
const noFetch = () => Promise.reject(new Error('nothing may be fetched here'));

/** A folder as npm lays the package out; `runtime` as its installer completes it. */
function electronPackage({ runtime }: { runtime?: { version: string; executable?: boolean } }): string {
  const folder = mkdtempSync(join(tmpdir(), 'threadlab-electron-'));
  made.push(folder);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', JSON.stringify({ name: 'electron', version: '45.4.1' }));
  if (runtime) completeRuntime(folder, runtime);
  return folder;
}

function completeRuntime(
  folder: string,
  { version, executable = true }: { version: string; executable?: boolean },
): void {
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'path.txt'), 'electron');
  writeFileSync(join(folder, 'dist', 'version'), version);
  if (!executable) return;
  writeFileSync(join(folder, 'dist', 'electron'), '#!/bin/sh\n');
  chmodSync(join(folder, 'dist', 'electron'), 0o755);
}

test('opens the desktop app where runtime and display are there', async () => {
  const folder = electronPackage({ runtime: { version: '45.4.1' } });
  expect(await chooseShell({ ...desktop, folder }, noFetch)).toEqual({
    shell: 'electron',
    executable: join(folder, 'dist', 'electron'),
  });
  const wayland = { ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' }, folder };
  expect(await chooseShell(wayland, noFetch)).toMatchObject({ shell: 'electron' });
});

test('reads the version with the leading v that some builds write', async () => {
  const folder = electronPackage({ runtime: { version: 'v45.4.1' } });
  expect(await chooseShell({ ...desktop, folder }, noFetch)).toMatchObject({ shell: 'electron' });
});

test('serves without a display, and fetches nothing', async () => {
  const folder = electronPackage({});
  const choice = await chooseShell({ ...desktop, env: {}, folder }, noFetch);
  expect(choice).toMatchObject({ shell: 'serve', reason: expect.stringContaining('there is no display') });
});

test('needs no DISPLAY on macOS and Windows', async () => {
  const folder = electronPackage({ runtime: { version: '45.4.1' } });
  const choice = await chooseShell({ env: {}, platform: 'darwin', uid: 501, folder }, noFetch);
  expect(choice).toMatchObject({ shell: 'electron' });
});

test('serves as root rather than giving up the sandbox', async () => {
  const folder = electronPackage({ runtime: { version: '45.4.1' } });
  const choice = await chooseShell({ ...desktop, uid: 0, folder }, noFetch);
  expect(choice).toMatchObject({ shell: 'serve', reason: expect.stringContaining('as root') });
});

test.each([
  ['is not installed', {}],
  ['is of another version', { runtime: { version: '44.0.0' } }],
  ['lost its executable', { runtime: { version: '45.4.1', executable: false } }],
])('fetches a runtime that %s', async (_, layout) => {
  const folder = electronPackage(layout);
  const fetch = vi.fn<() => Promise<undefined>>(() => {
    completeRuntime(folder, { version: '45.4.1' });
    return Promise.resolve(undefined);
  });
  expect(await chooseShell({ ...desktop, folder }, fetch)).toMatchObject({ shell: 'electron' });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('serves when fetching fails, and names both ways out', async () => {
  const folder = electronPackage({});
  const choice = await chooseShell({ ...desktop, folder }, () => Promise.resolve('nothing came for 15 s'));
  expect(choice).toMatchObject({
    shell: 'serve',
    reason: expect.stringMatching(/nothing came for 15 s.*ELECTRON_MIRROR.*threadlab -- serve/),
  });
});

test('takes the folder of ELECTRON_OVERRIDE_DIST_PATH, and fetches nothing into it', async () => {
  const folder = electronPackage({ runtime: { version: '45.4.1' } });
  const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') };
  expect(await chooseShell({ ...desktop, env }, noFetch)).toMatchObject({
    executable: join(folder, 'dist', 'electron'),
  });
  const nowhere = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' };
  const choice = await chooseShell({ ...desktop, env: nowhere, folder }, noFetch);
  expect(choice).toMatchObject({ shell: 'serve', reason: expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH') });
});

test('serves where options of `threadlab serve` are given, even on a desktop', async () => {
  const folder = electronPackage({ runtime: { version: '45.4.1' } });
  const choice = await chooseShell({ ...desktop, folder, args: ['--port', '0'] }, noFetch);
  expect(choice).toMatchObject({ shell: 'serve', reason: expect.stringContaining('--port 0') });
});

describe('npm start', () => {
  /** Runs scripts/start.mjs, and stops it once it has said `until`, or after its end. Resolves with all that it said. */
  function start(
    args: string[],
    env: NodeJS.ProcessEnv,
    until: RegExp,
  ): Promise<{ said: string; code: number | null }> {
    const data = mkdtempSync(join(tmpdir(), 'threadlab-start-'));
    made.push(data);
    const { DISPLAY: _d, WAYLAND_DISPLAY: _w, ...rest } = process.env;
    const script = join(import.meta.dirname, 'start.mjs');
    const child = spawn(process.execPath, [script, ...args], { env: { ...rest, THREADLAB_DATA: data, ...env } });
    let said = '';
    const read = (chunk: Buffer) => {
      const before = until.test(said);
      said += chunk.toString();
      // Once: a second Ctrl+C waits for no orderly end.
      if (!before && until.test(said)) child.kill('SIGINT');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    return new Promise((done) => child.on('close', (code) => done({ said, code })));
  }

  test('without a display says why in one line, and serves on loopback, also where the default port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.once('error', () => resolve()); // another program has it already
      other.listen(8765, '127.0.0.1', resolve);
    });
    const { said, code } = await start(['--no-open'], {}, /#ticket=\S+\s/);
    other.close();
    expect(said).toContain('Port 8765 is taken by another program, so Threadlab has another one.');
    expect(said).toMatch(/^Serving the app instead of opening its window: there is no display.*\.$/m);
    expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    expect(code).toBe(0);
  });

  test('serves when the desktop app ends before it shows a window', async (context) => {
    if (process.getuid?.() === 0) context.skip('as root the desktop app is not tried');
    const folder = electronPackage({ runtime: { version: '45.4.1' } });
    writeFileSync(join(folder, 'dist', 'electron'), '#!/bin/sh\necho "Missing X server" >&2\nexit 1\n');
    const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') };
    const { said, code } = await start([], env, /#ticket=\S+\s/);
    expect(said).toContain('Electron ended at once (status 1): Missing X server.');
    expect(code).toBe(0);
  });
});
