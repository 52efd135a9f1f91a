/**
 * Where the built files are, for `npm start`, for tests and for an installed app alike: all entries lie in one folder
 * (out/main), so each is found beside the file that asks. Nothing else of the app resolves a path of a built file.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Entries {
  sampler: string;
  lanes: string;
  runner: string;
  runnerThread: string;
  /** Programs on Node that measure by themselves. */
  nodeProgram: string;
  /** Folder of the built page. */
  renderer: string;
  preload: string;
  /** Folder of the native engine's C sources. */
  native: string;
  /** Folder of the Python engine's payloads. */
  python: string;
}

/**
 * The entries of the build that runs now. From the sources (tests) it is the build in `out` of this checkout.
 * A file inside an asar archive cannot be a worker or a child: the unpacked copy beside it is used where there is one.
 */
export function builtEntries(): Entries {
  const here = dirname(fileURLToPath(import.meta.url));
  const out = findOut(here);
  const main = (name: string) => unpacked(join(out, 'main', name));
  return {
    sampler: main('sampler.js'),
    lanes: main('lanes.js'),
    runner: main('runner.js'),
    runnerThread: main('runnerThread.js'),
    nodeProgram: main('nodeProgram.js'),
    renderer: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    native: unpacked(join(out, 'native')),
    python: unpacked(join(out, 'python')),
  };
}

function findOut(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'main', 'sampler.js'))) return at;
    if (existsSync(join(at, 'out', 'main', 'sampler.js'))) return join(at, 'out');
    if (dirname(at) === at)
      throw new Error(`Threadlab is not built: no out/main above ${folder}. Run "npm run build".`);
  }
}

function unpacked(path: string): string {
  const copy = path.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2');
  return copy !== path && existsSync(copy) ? copy : path;
}
