/** A real run, measured once by the command line and put into the data folders of the tests that look at kept runs. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const cli = resolve(import.meta.dirname, '..', 'out', 'main', 'cli.js');
const settings = [
  '--engine',
  'wasm',
  '--set',
  'threads=1,2',
  '--set',
  'lock=tas,mcs',
  '--repeats',
  '3',
  '--duration',
  '0.05',
];
/** Playwright empties this folder when it starts, so the tests of one invocation share a run, and no others. */
const results = resolve(import.meta.dirname, '..', 'test-results');
const shared = join(results, 'kept-run');

/** Puts the run into the data folder as if it had been measured from there. */
export async function keepRun(dataFolder: string): Promise<void> {
  const measured = await stat(shared).then(
    () => true,
    () => false,
  );
  if (!measured) await measure();
  await mkdir(dataFolder, { recursive: true });
  await cp(join(shared, 'runs'), join(dataFolder, 'runs'), { recursive: true });
}

async function measure(): Promise<void> {
  await mkdir(results, { recursive: true });
  const fresh = await mkdtemp(join(results, 'measured-'));
  await promisify(execFile)(process.execPath, [cli, 'run', 'lock-contention', ...settings], {
    env: { ...process.env, THREADLAB_DATA: fresh },
  });
  // Another worker may have measured meanwhile: one of the two runs is as good as the other.
  await rename(fresh, shared).catch(() => rm(fresh, { recursive: true, force: true }));
}
