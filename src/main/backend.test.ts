/** The rooms behind one backend, over a connection in memory: no worker is started and no run. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryPair } from '../shared/rpc/memoryPair.ts';
import { createBackend, type Backend, type BackendOptions } from './backend.ts';
import { threadlabVersion } from './version.ts';

let dataFolder: string;
let backends: Backend[] = [];
beforeEach(async () => void (dataFolder = await mkdtemp(join(tmpdir(), 'threadlab-backend-'))));
afterEach(async () => {
  for (const backend of backends) await backend.close();
  backends = [];
  await rm(dataFolder, { recursive: true, force: true });
});

async function start(options: Partial<BackendOptions> = {}): Promise<Backend> {
  const none = join(dataFolder, 'none');
  const entries = {
    sampler: none,
    lanes: none,
    runner: none,
    runnerThread: none,
    nodeProgram: none,
    renderer: none,
    preload: none,
    native: none,
    python: none,
  };
  const backend = await createBackend({ dataFolder, readOnly: false, shell: 'cli', entries, ...options });
  backends.push(backend);
  return backend;
}

describe('the backend', () => {
  test('says what it is', async () => {
    const client = (await start({ readOnly: true })).connect();
    expect(await client.call('app.about', {})).toEqual({
      version: threadlabVersion(),
      shell: 'cli',
      readOnly: true,
      dataFolder,
      pid: process.pid,
      node: process.version,
    });
  });

  test('states the version of package.json', async () => {
    const text = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ version: threadlabVersion() });
  });

  test('refuses every procedure that acts when it is read-only, and only those', async () => {
    const client = (await start({ readOnly: true })).connect();
    const id = '2026-10-03-1433-k7q2';
    const request = {
      experiment: 'lock-contention',
      engines: ['wasm'],
      parameters: {},
      repeats: 1,
      duration: 0.1,
      seed: null,
      title: null,
    };
    await expect(client.call('lab.start', request as never)).rejects.toMatchObject({ code: 'readOnly' });
    const program = {
      experiment: 'command',
      parameters: { engine: ['any'], program: ['true'], cwd: ['/'] },
      repeats: 1,
    };
    await expect(client.call('lab.start', program)).rejects.toMatchObject({ code: 'readOnly' });
    await expect(client.call('lab.foresee', program)).rejects.toMatchObject({ code: 'readOnly' });
    await expect(client.call('lab.cancel', { id })).rejects.toMatchObject({ code: 'readOnly' });
    await expect(client.call('runs.delete', { id })).rejects.toMatchObject({ code: 'readOnly' });
    await expect(client.call('runs.rename', { id, title: 'x' })).rejects.toMatchObject({ code: 'readOnly' });
    await expect(client.call('runs.get', { id })).rejects.toMatchObject({ code: 'notFound' });
  });

  test('keeps settings in the data folder and tells every window of a change', async () => {
    const backend = await start();
    const [one, two] = [backend.connect(), backend.connect()];
    const themes: string[] = [];
    const dark = new Promise<void>((resolve, reject) => {
      two.subscribe(
        'settings.watch',
        {},
        {
          onItem({ settings }) {
            themes.push(settings.theme);
            if (settings.theme === 'dark') resolve();
            else one.call('settings.change', { theme: 'dark' }).catch(reject);
          },
          onError: reject,
        },
      );
    });
    await dark;
    expect(themes).toEqual(['system', 'dark']);
    expect(JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
  });

  test('closes its connections when it ends, and takes no more', async () => {
    const backend = await start();
    const client = backend.connect();
    await client.call('app.about', {});
    await backend.close();
    await expect(client.call('app.about', {})).rejects.toMatchObject({ code: 'connectionLost' });
    const [near, far] = memoryPair();
    const reasons: string[] = [];
    near.onClose((reason) => reasons.push(reason));
    backend.attach(far);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(reasons).toEqual(['The backend has ended.']);
  });
});
