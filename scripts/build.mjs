/**
 * Builds the app into `out` when something that goes into it has changed since the last finished build.
 * Staleness is asked of contents, not of times: a checkout, a copy or a `touch` changes times only.
 * Two processes may ask at once: one builds, the other waits; each build is made beside `out` and takes its place by a
 * rename, so that nobody finds half a build, even if a lock was left by a process that died.
 */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { requireNode } from './node.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Beside `src`: what decides how it is built, and with which libraries. */
const configuration = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'scripts/assemblyscript.mjs',
];

/** Files under `src` that no build contains. */
const notBuilt = /(\.test\.tsx?$)|(^|\/)(fixtures|testing)\//;

/** A holder refreshes its lock once a second; one that is this old (ms) has lost its holder. The kernels' compiler blocks for seconds. */
const lockExpires = 20_000;

/**
 * Builds `out` unless it is up to date, and says whether it built. Throws an Error with the builder's own words where the
 * sources do not build; the last good `out` then stays.
 * Where there are no sources (an installed app) there is nothing to build.
 * @param {{ silent?: boolean, root?: string }} [options] `silent`: not a word on a good build; `root`: the project's folder
 * @returns {Promise<boolean>}
 */
export async function buildIfStale({ silent = false, root = project } = {}) {
  if (!existsSync(join(root, 'electron.vite.config.ts'))) return false;
  if (isFresh(root, fingerprint(root))) return false;
  const release = await takeLock(join(root, '.cache', 'build.lock'));
  try {
    const wanted = fingerprint(root);
    if (isFresh(root, wanted)) return false; // another process has built while we waited
    if (!silent) process.stderr.write('Building Threadlab…\n');
    const started = Date.now();
    await build(root, wanted);
    if (!silent) process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
    return true;
  } finally {
    release();
  }
}

/**
 * A hash of everything that goes into a build.
 * @param {string} root
 */
function fingerprint(root) {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !notBuilt.test(path))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...configuration, ...sources]) {
    const bytes = readIfThere(join(root, path));
    if (bytes) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} wanted
 */
function isFresh(root, wanted) {
  return readIfThere(join(root, 'out', 'fingerprint'))?.toString() === wanted;
}

/**
 * @param {string} root
 * @param {string} wanted the fingerprint taken before: what changes during the build makes it stale again
 */
async function build(root, wanted) {
  const cache = join(root, '.cache');
  removeLeftovers(cache);
  const fresh = join(cache, `build-${randomUUID()}`);
  try {
    await runBuilder(root, fresh);
    copySources(join(root, 'src', 'native'), join(fresh, 'native'));
    copySources(join(root, 'src', 'python'), join(fresh, 'python'));
    writeFileSync(join(fresh, 'fingerprint'), wanted);
    replaceFolder(join(root, 'out'), fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * Sources in C and Python go along as they are: they are compiled where they run.
 * @param {string} from
 * @param {string} to
 */
function copySources(from, to) {
  if (existsSync(from))
    cpSync(from, to, { recursive: true, filter: (path) => !['testing', '__pycache__'].includes(basename(path)) });
}

/**
 * Removes what builds that were killed have left, an hour after: those of now may still be at work.
 * @param {string} cache
 */
function removeLeftovers(cache) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.startsWith('build-') && Date.now() - statSync(path).mtimeMs > 3_600_000)
      rmSync(path, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} outDir
 * @returns {Promise<void>}
 */
function runBuilder(root, outDir) {
  const cli = join(
    createRequire(join(root, 'package.json')).resolve('electron-vite/package.json'),
    '..',
    'bin',
    'electron-vite.js',
  );
  // React's development build would be taken under NODE_ENV=test or development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [cli, 'build', '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => {
      if (code === 0) done();
      else
        failed(
          new Error(
            `The build failed (${signal ?? `status ${code}`}):\n${stripVTControlCharacters(said).trim().slice(-8000)}`,
          ),
        );
    });
  });
}

/**
 * Puts `fresh` in the place of `folder`. Two processes may do so at once: the later one wins.
 * @param {string} folder
 * @param {string} fresh
 */
function replaceFolder(folder, fresh) {
  const old = `${fresh}-old`;
  for (let attempt = 0; ; attempt++) {
    try {
      if (existsSync(folder)) renameSync(folder, join(old + attempt));
      renameSync(fresh, folder);
      break;
    } catch (error) {
      // Taken away or put there by another process between our two steps.
      if (attempt >= 20 || !['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error))) throw error;
    } finally {
      rmSync(old + attempt, { recursive: true, force: true });
    }
  }
}

/**
 * Waits until the lock is ours; resolves with the function that gives it up.
 * @param {string} path
 * @returns {Promise<() => void>}
 */
async function takeLock(path) {
  mkdirSync(resolve(path, '..'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    if (isAbandoned(path)) rmSync(path, { force: true });
    else await sleep(100);
  }
  const keep = setInterval(() => {
    if (isOurs(path)) utimesSync(path, new Date(), new Date());
  }, 1000);
  keep.unref();
  return () => {
    clearInterval(keep);
    if (isOurs(path)) rmSync(path, { force: true });
  };
}

/** @param {string} path */
function isOurs(path) {
  return readIfThere(path)?.toString() === String(process.pid);
}

/** @param {string} path */
function isAbandoned(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    if (Date.now() - statSync(path).mtimeMs > lockExpires) return true;
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    // ENOENT: given up meanwhile; ESRCH: its holder is gone; EPERM: another user's, alive.
    return errorCode(error) === 'ESRCH';
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {unknown} error */
function errorCode(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  requireNode();
  const built = await buildIfStale().catch((/** @type {unknown} */ error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  if (!built) process.stderr.write('The build is up to date.\n');
}
