/**
 * `npm start`: the desktop app where Electron's runtime is here or can be fetched and there is a display; else one line that
 * says why, and the same app served on loopback. Options of `threadlab serve` ask for the latter: `npm start -- --port 8080`.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from './build.mjs';
import { fetchRuntime, findRuntime } from './electronRuntime.mjs';
import { requireNode } from './node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** ms. A desktop app that ends with an error within this time never showed its window. */
const startUp = 10_000;

/**
 * @typedef {object} Machine
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {number | undefined} uid
 * @property {readonly string[]} [args] what stands behind `npm start --`
 * @property {string} [folder] of Electron's package
 */
/** @typedef {{ shell: 'electron', executable: string } | { shell: 'serve', reason: string }} Choice */

/**
 * Which shell opens here. Fetches the runtime where it alone is missing. A reason is a whole sentence for a person.
 * @param {Machine} machine
 * @param {(folder: string | undefined) => Promise<string | undefined>} fetch resolves with why it could not
 * @returns {Promise<Choice>}
 */
export async function chooseShell({ env, platform, uid, args = [], folder }, fetch) {
  /** @param {string} why */
  const serve = (why) => ({
    shell: /** @type {const} */ ('serve'),
    reason: `Serving the app instead of opening its window: ${why}.`,
  });
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return serve('there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)');
  }
  if (platform === 'linux' && uid === 0) {
    return serve(
      "Electron's window cannot run as root without giving up its sandbox; start as an ordinary user for the desktop app",
    );
  }
  if (args.length > 0) return serve(`${args.join(' ')} is for "threadlab serve"`);
  const runtime = findRuntime({ env, platform, ...(folder === undefined ? {} : { folder }) });
  if ('executable' in runtime) return { shell: 'electron', executable: runtime.executable };
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return serve(runtime.missing);
  const failure = await fetch(folder);
  const fetched = findRuntime({ env, platform, ...(folder === undefined ? {} : { folder }) });
  if (failure === undefined && 'executable' in fetched) return { shell: 'electron', executable: fetched.executable };
  return serve(
    `${runtime.missing} and could not be fetched (${failure ?? 'the installer left it incomplete'}). ` +
      'ELECTRON_MIRROR=URL names another source; "npm run threadlab -- serve" serves without trying',
  );
}

/**
 * Runs the desktop app until it ends. Resolves with its status, or with the reason where it never opened a window.
 * @param {string} executable
 * @returns {Promise<{ status: number } | { reason: string }>}
 */
function runElectron(executable) {
  // Set in an editor's terminal, it would turn the app into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const started = Date.now();
  const child = spawn(executable, [root], { env, stdio: ['inherit', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    process.stderr.write(chunk);
    said = (said + chunk).slice(-4000);
  });
  let ending = false;
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    ending = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((done) => {
    child.on('error', (error) => done({ reason: `Electron cannot be started: ${error.message}` }));
    child.on('close', (code, signal) => {
      for (const each of signals) process.off(each, passOn);
      if (code === 0 || ending) return done({ status: 0 });
      if (Date.now() - started > startUp) return done({ status: code ?? 1 });
      const last = said.trim().split('\n').at(-1);
      done({ reason: `Electron ended at once (${signal ?? `status ${code}`})${last ? `: ${last}` : ''}` });
    });
  });
}

/** @param {string[]} args what `threadlab serve` is given */
async function serve(args) {
  const cli = join(root, 'out', 'main', 'cli.js');
  // In this process: nothing stays behind whatever signal ends `npm start`.
  process.argv = [process.execPath, cli, 'serve', ...args];
  await import(pathToFileURL(cli).href);
}

async function main() {
  requireNode();
  await buildIfStale();
  const args = process.argv.slice(2);
  const machine = { env: process.env, platform: process.platform, uid: process.getuid?.(), args };
  const choice = await chooseShell(machine, async () => {
    process.stdout.write("Fetching Electron's runtime (about 110 MB, once)…\n");
    return fetchRuntime();
  });
  if (choice.shell === 'electron') {
    const outcome = await runElectron(choice.executable);
    if ('status' in outcome) {
      process.exitCode = outcome.status;
      return undefined;
    }
    process.stdout.write(`Serving the app instead of opening its window: ${outcome.reason}.\n`);
  } else {
    process.stdout.write(`${choice.reason}\n`);
  }
  return serve(args);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main().catch((/** @type {unknown} */ error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
