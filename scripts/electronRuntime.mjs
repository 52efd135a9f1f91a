/**
 * Whether Electron's runtime is here, and how it is fetched. Asked of files only: `require('electron')` downloads by itself,
 * synchronously and without a limit.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where `npm ci` puts the package. */
export const electronPackage = join(root, 'node_modules', 'electron');

const endings = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @typedef {{ executable: string } | { missing: string }} Runtime `missing`: why it cannot be used, as a clause */

/**
 * The runtime that the package would use. With `ELECTRON_OVERRIDE_DIST_PATH` it is that folder's, of whatever version.
 * @param {{ folder?: string, env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform }} [options]
 * @returns {Runtime}
 */
export function findRuntime({ folder = electronPackage, env = process.env, platform = process.platform } = {}) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = join(override, executableName(platform));
    return existsSync(executable)
      ? { executable }
      : { missing: `ELECTRON_OVERRIDE_DIST_PATH holds no ${executableName(platform)}` };
  }
  const description = readIfThere(join(folder, 'package.json'));
  if (description === undefined) return { missing: "Electron's package is not installed" };
  const name = readIfThere(join(folder, 'path.txt'));
  const version = readIfThere(join(folder, 'dist', 'version'));
  if (name === undefined || version === undefined) return { missing: "Electron's runtime is not installed" };
  /** @type {unknown} */
  const wanted = JSON.parse(description).version;
  if (version.trim().replace(/^v/, '') !== wanted) {
    return { missing: `Electron's runtime is ${version.trim()}, its package is ${String(wanted)}` };
  }
  const executable = join(folder, 'dist', name.trim());
  return existsSync(executable) ? { executable } : { missing: "Electron's runtime lacks its executable" };
}

/**
 * As electron/install.js has it.
 * @param {NodeJS.Platform} platform
 */
function executableName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Fetches the runtime with Electron's own installer. Resolves with undefined when it has, or with a clause that says why not.
 * A slow line may take minutes, a black hole answers never: so what counts is that bytes still come.
 * A signal that ends us ends the installer too, which has a group of its own that Ctrl+C does not reach, and leaves none of its files.
 * @param {{ folder?: string, env?: NodeJS.ProcessEnv, stall?: number, total?: number }} [limits] ms without a new byte; ms in all
 * @returns {Promise<string | undefined>}
 */
export async function fetchRuntime({
  folder = electronPackage,
  env = process.env,
  stall = 15_000,
  total = 600_000,
} = {}) {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const downloads = mkdtempSync(join(cache, 'electron-'));
  const stop = new AbortController();
  /** @type {NodeJS.Signals | undefined} */
  let caught;
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    caught = signal;
    stop.abort();
  };
  for (const signal of endings) process.on(signal, onSignal);
  try {
    return await runInstaller({ folder, downloads, env, stall, total, stop: stop.signal });
  } finally {
    rmSync(downloads, { recursive: true, force: true, maxRetries: 3 });
    for (const signal of endings) process.off(signal, onSignal);
    if (caught !== undefined) process.kill(process.pid, caught);
  }
}

/**
 * @param {{ folder: string, downloads: string, env: NodeJS.ProcessEnv, stall: number, total: number, stop: AbortSignal }} options
 * @returns {Promise<string | undefined>}
 */
function runInstaller({ folder, downloads, env, stall, total, stop }) {
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    // It downloads into the temporary folder, which is how we see bytes come. Node's fetch obeys HTTPS_PROXY only if told.
    env: {
      ...env,
      TMPDIR: downloads,
      TEMP: downloads,
      TMP: downloads,
      NODE_USE_ENV_PROXY: '1',
      ELECTRON_GET_NO_PROGRESS: '1',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  });
  /** @type {string | undefined} why it was ended */
  let given;
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const started = Date.now();
  let [bytes, moved] = [0, started];
  return new Promise((done) => {
    const watch = setInterval(() => {
      const now = sizeOf(downloads) + sizeOf(join(folder, 'dist'));
      if (now !== bytes) [bytes, moved] = [now, Date.now()];
      if (Date.now() - moved > stall) give(`nothing came for ${stall / 1000} s`);
      else if (Date.now() - started > total) give(`it took longer than ${total / 1000} s`);
    }, 250);
    stop.addEventListener('abort', () => give('it was stopped'), { once: true });
    child.on('error', (error) => end(error.message));
    child.on('close', (code) => end(given ?? (code === 0 ? undefined : lastError(said))));

    /**
     * It is over when the installer has ended, so that nothing writes where its files are removed.
     * @param {string} reason
     */
    function give(reason) {
      clearInterval(watch);
      given ??= reason;
      if (child.pid === undefined) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // ended by itself
      }
    }

    /** @param {string | undefined} reason */
    function end(reason) {
      clearInterval(watch);
      done(reason);
    }
  });
}

/**
 * The sentence in the installer's stack trace. Of a failed connection it prints no more than "fetch failed".
 * @param {string} said
 */
function lastError(said) {
  const line = said.split('\n').find((each) => each.includes('Error')) ?? said.trim().split('\n')[0] ?? '';
  const sentence = line.replace(/^\w*Error(\s\[\w+\])?:\s*/, '');
  if (sentence === 'fetch failed') return 'its server cannot be reached';
  return sentence || 'its installer failed without a word';
}

/**
 * Bytes of all files under a folder. What cannot be read has none: the installer removes its own folders while they are counted.
 * @param {string} folder
 * @returns {number}
 */
export function sizeOf(folder) {
  let bytes = 0;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += sizeOf(path);
    else if (entry.isFile()) bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
