/** The built main bundle under Node, against the stand-in, from start to a window with a working port. */
import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as page from '../../renderer/connection/portFromShell.ts';
import { builtShell } from './testing/buildShell.ts';

const scenarios = join(import.meta.dirname, 'testing', 'scenarios.ts');
const driver = join(import.meta.dirname, 'testing', 'drive.ts');
/** Read as text: the module loads the stand-in, which belongs into the children. */
const names = [...(await readFile(scenarios, 'utf8')).matchAll(/^ {2}async '(.+)'\(start\)/gm)].map(
  ([, name]) => name ?? '',
);

let bundle: string;
beforeAll(async () => void (bundle = await builtShell()), 60_000);

describe('the desktop shell', () => {
  test('has scenarios', () => expect(names.length).toBeGreaterThan(10));

  test.each(names)('%s', { timeout: 60_000 }, async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'threadlab-shell-'));
    try {
      expect(await play(name, folder)).toEqual({ code: 0, signal: null, stderr: expect.any(String) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('the page, the preload and the main process mean the same words', async () => {
    const bridge = await readFile(join(import.meta.dirname, 'portBridge.ts'), 'utf8');
    const preload = await readFile(join(import.meta.dirname, '..', '..', 'preload', 'preload.ts'), 'utf8');
    for (const text of [bridge, preload]) {
      expect(text).toContain(`portWanted = '${page.portWanted}'`);
      expect(text).toContain(`portHere = '${page.portHere}'`);
    }
  });
});

function play(name: string, folder: string): Promise<{ code: number | null; signal: string | null; stderr: string }> {
  // Node runs TypeScript by itself since 22.18.
  const strip = process.features.typescript === false ? ['--experimental-strip-types'] : [];
  const execArgv = ['--disable-warning=ExperimentalWarning', ...strip];
  const child = fork(driver, [bundle, name], {
    env: { ...process.env, THREADLAB_DATA: folder },
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== 0) process.stderr.write(`${name}:\n${stderr}\n`);
      resolve({ code, signal, stderr });
    });
  });
}
