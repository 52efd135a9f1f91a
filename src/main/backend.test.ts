/** The rooms behind one backend, over a connection in memory: no worker is started and no run. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract, type ThreadlabContract } from '../shared/contract.ts';
import { ThreadlabError } from '../shared/errors.ts';
import type { Contract } from '../shared/rpc/contract.ts';
import { memoryPair } from '../shared/rpc/memoryPair.ts';
import type { ProcedurePath } from '../shared/rpc/path.ts';
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

/** Every procedure of the contract. */
const procedures = Object.entries<Contract[string]>(contract).flatMap(([room, entries]) =>
  Object.entries(entries).flatMap(([name, entry]) =>
    entry.kind === 'procedure'
      ? [{ path: `${room}.${name}` as ProcedurePath<ThreadlabContract>, acts: entry.acts }]
      : [],
  ),
);

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
    const refused: string[] = [];
    for (const { path } of procedures) {
      // Without what it must be told, one that is let through refuses that, or answers where it needs nothing.
      const answer = await client.call(path, {} as never).catch((error: ThreadlabError) => error);
      if (answer instanceof ThreadlabError && answer.code === 'readOnly') refused.push(path);
    }
    expect(refused).toEqual(procedures.filter(({ acts }) => acts).map(({ path }) => path));
    await expect(readFile(join(dataFolder, 'settings.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('lets a window that may only look call these, so that of each new procedure it is decided here whether it acts', () => {
    const pathsOf = (wanted: boolean) => procedures.filter(({ acts }) => acts === wanted).map(({ path }) => path);
    expect(pathsOf(false).toSorted()).toEqual([
      'app.about',
      'lab.engines',
      'monitor.details',
      'monitor.figure',
      'monitor.findHolders',
      'monitor.machine',
      'monitor.origin',
      'monitor.threadWait',
      'runs.export',
      'runs.get',
    ]);
    expect(pathsOf(true).toSorted()).toEqual([
      'lab.cancel',
      'lab.foresee',
      'lab.interpreters',
      'lab.start',
      'monitor.setAffinity',
      'monitor.setIoPriority',
      'monitor.setNice',
      'monitor.setPolicy',
      'monitor.signal',
      'runs.delete',
      'runs.rename',
      'runs.restore',
      'settings.change',
    ]);
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
