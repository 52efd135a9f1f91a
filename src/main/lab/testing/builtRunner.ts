/**
 * Builds the runner from the sources as they are, into .cache, since a plain Node cannot compile the kernels it imports. Two test
 * runs may build it side by side, so it lies under the hash of its content, and comes there whole.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { assemblyScript } from '../../../../scripts/assemblyscript.mjs';
import type { Entries } from '../../entries.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const cache = join(root, '.cache', 'test-runner');

/** Names the folder of what was built before the tests, so that none of their files builds it again. */
const builtVariable = 'THREADLAB_BUILT_RUNNER';

export type BuiltRunner = Pick<Entries, 'runner' | 'runnerThread' | 'nodeProgram' | 'native' | 'python'>;

/** Builds it once for all test files, where it is called before them (labSetup.ts). */
export async function buildRunner(): Promise<BuiltRunner> {
  const folder = (process.env[builtVariable] ??= await buildIntoCache());
  return {
    runner: join(folder, 'runner.js'),
    runnerThread: join(folder, 'runnerThread.js'),
    nodeProgram: join(folder, 'nodeProgram.js'),
    native: join(root, 'src', 'native'),
    python: join(root, 'src', 'python'),
  };
}

async function buildIntoCache(): Promise<string> {
  const lab = join(root, 'src', 'main', 'lab', 'runner');
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [assemblyScript()],
    build: {
      ssr: true,
      write: false,
      target: 'node22',
      rolldownOptions: {
        input: {
          runner: join(lab, 'main.ts'),
          runnerThread: join(lab, 'thread.worker.ts'),
          nodeProgram: join(lab, 'programs', 'main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  if (!('output' in built)) throw new Error('Vite built something else than one set of files.');
  const files = built.output.map((file) => ({
    name: file.fileName,
    content: file.type === 'chunk' ? file.code : file.source,
  }));
  return keep(files);
}

/** Returns the folder in which the files lie. */
function keep(files: readonly { name: string; content: string | Uint8Array }[]): string {
  const hash = createHash('sha256');
  for (const { name, content } of files) hash.update(`${name}\0`).update(content);
  const folder = join(cache, hash.digest('hex').slice(0, 24));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  removeOld();
  const half = mkdtempSync(join(cache, 'half-'));
  for (const { name, content } of files) {
    mkdirSync(dirname(join(half, name)), { recursive: true });
    writeFileSync(join(half, name), content);
  }
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true });
    if (!existsSync(folder)) throw error; // else another was faster
  }
  return folder;
}

/** What was built of other sources more than a day ago. */
function removeOld(): void {
  const limit = Date.now() - 24 * 3600 * 1000;
  for (const path of readdirSync(cache).map((name) => join(cache, name))) {
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity; // another removes them as well
    if (made < limit) rmSync(path, { recursive: true, force: true });
  }
}
