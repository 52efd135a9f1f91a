/**
 * `npm test`: build, types, lint, format, unit tests and end-to-end tests, then a summary whose last line is
 * `N passed, N failed, N skipped`. What cannot run on this machine is skipped with its reason.
 * `npm test -- unit` runs a part alone (types, lint, format, unit, e2e; several may be named).
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { believe, lastLine, readCounts, readPlaywright, sum } from './counts.mjs';
import { requireNode } from './node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = /** @type {const} */ (['types', 'lint', 'format', 'unit', 'e2e']);

/** ms for one part: far more than it takes on two idle cores, since only what hangs is to be ended by it. */
const limits = { types: 600_000, lint: 600_000, format: 600_000, unit: 1_200_000, e2e: 1_200_000 };

/** @typedef {typeof parts[number]} Part */
/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ label: string, counts: Counts, seconds: number }} Outcome */

/**
 * Runs one program to its end or its limit, with all that it started.
 * @param {string} file a script, relative to the project
 * @param {string[]} args
 * @param {{ limit: number, env: NodeJS.ProcessEnv, quiet?: boolean }} options `quiet`: show its words only if it fails
 * @returns {Promise<boolean>} whether it ended well
 */
function run(file, args, { limit, env, quiet = false }) {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    detached: process.platform !== 'win32',
  });
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    if (child.pid !== undefined && child.exitCode === null)
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  };
  const interrupted = () => {
    end('SIGTERM');
    process.exit(130);
  };
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  const timer = setTimeout(() => {
    process.stdout.write(`${file} took longer than ${limit / 1000} s and was ended.\n`);
    end('SIGKILL');
  }, limit);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      if (code !== 0 && quiet) process.stdout.write(`${said.trim()}\n`);
      done(code === 0);
    });
  });
}

/**
 * @param {Part | 'build'} label
 * @param {() => Promise<Counts>} work
 * @returns {Promise<Outcome>}
 */
async function timed(label, work) {
  const started = Date.now();
  const counts = await work();
  const outcome = { label, counts, seconds: (Date.now() - started) / 1000 };
  process.stdout.write(`${counts.failures.length > 0 ? '✗' : '✓'} ${label} (${outcome.seconds.toFixed(1)} s)\n`);
  return outcome;
}

/** A check that passes or fails as a whole. @param {string} name @param {boolean} passed @returns {Counts} */
const one = (name, passed) => ({
  passed: passed ? 1 : 0,
  failures: passed ? [] : [{ name, words: 'what it said stands above' }],
  skipped: [],
});

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** @returns {Promise<Counts>} */
async function build() {
  try {
    await buildIfStale();
    return one('build', true);
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return one('build', false);
  }
}

/**
 * Finds the browser once for all, and says which; its description goes to Playwright by the environment.
 * @param {NodeJS.ProcessEnv} env
 */
async function chooseBrowser(env) {
  const { findBrowser } = await import('./browser.mjs');
  const search = await findBrowser();
  env.THREADLAB_FOUND_BROWSER = JSON.stringify(search);
  for (const sentence of search.refused) process.stdout.write(`Not usable: ${sentence}\n`);
  const { browser } = search;
  process.stdout.write(
    browser
      ? `Browser: Chromium ${browser.version} (${browser.origin}: ${browser.path})\n`
      : 'Browser: none runs here.\n',
  );
}

/**
 * @param {ReadonlySet<Part>} chosen
 * @param {string} scratch a folder for reports and for what the tests keep
 * @returns {Promise<Outcome[]>}
 */
async function runParts(chosen, scratch) {
  // The user's own runs and settings are no business of the tests.
  // Hundreds of processes load the same modules: each is compiled once for all (https://nodejs.org/api/module.html#module-compile-cache).
  const env = { ...process.env, THREADLAB_DATA: join(scratch, 'data'), NODE_COMPILE_CACHE: join(scratch, 'compiled') };
  /** @param {Part} part @param {string} file @param {string[]} args @returns {Promise<Outcome[]>} */
  const check = async (part, file, args) => {
    if (!chosen.has(part)) return [];
    const passed = () => run(file, args, { limit: limits[part], env, quiet: true });
    return [await timed(part, async () => one(part, await passed()))];
  };
  const needsBuild = chosen.has('unit') || chosen.has('e2e');
  const built = needsBuild ? [await timed('build', build)] : [];
  const unbuilt = built.some(({ counts }) => counts.failures.length > 0);
  /** @param {'unit' | 'e2e'} part @param {() => Promise<Counts>} work @returns {Promise<Outcome[]>} */
  const tests = async (part, work) => {
    if (!chosen.has(part)) return [];
    return [unbuilt ? notRun(part) : await timed(part, work)];
  };
  // Many unit tests wait for processes of their own: what checks the sources takes the time that they leave.
  const [checked, unitTests] = await Promise.all([
    (async () => [
      ...(await check('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])),
      ...(await check('types', 'node_modules/typescript/bin/tsc', ['-b'])),
      ...(await check('lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])),
    ])(),
    tests('unit', () => unit(env, scratch)),
  ]);
  const outcomes = [...built, ...checked, ...unitTests, ...(await tests('e2e', () => endToEnd(env, scratch)))];
  return outcomes;
}

/** @param {Part} label @returns {Outcome} */
function notRun(label) {
  return {
    label,
    seconds: 0,
    counts: { passed: 0, failures: [], skipped: [{ name: label, reason: 'the app does not build' }] },
  };
}

/** @param {NodeJS.ProcessEnv} env @param {string} scratch @returns {Promise<Counts>} */
async function unit(env, scratch) {
  const report = join(scratch, 'unit.json');
  const args = ['run', '--reporter=dot', '--silent=passed-only', '--reporter=./scripts/vitestCounts.mjs'];
  const well = await run('node_modules/vitest/vitest.mjs', args, {
    limit: limits.unit,
    env: { ...env, THREADLAB_COUNTS: report },
  });
  return believe('unit', readCounts(textOf(report)), well);
}

/** @param {NodeJS.ProcessEnv} env @param {string} scratch @returns {Promise<Counts>} */
async function endToEnd(env, scratch) {
  await chooseBrowser(env);
  const report = join(scratch, 'e2e.json');
  const args = ['test', '--reporter=list,json'];
  const well = await run('node_modules/@playwright/test/cli.js', args, {
    limit: limits.e2e,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return believe('e2e', readPlaywright(textOf(report)), well);
}

/** @param {readonly Outcome[]} outcomes */
function summarise(outcomes) {
  const all = sum(outcomes.map(({ counts }) => counts));
  /** @type {Map<string, number>} */
  const reasons = new Map();
  for (const { name, reason } of all.skipped) {
    const key = reason === 'the test gives no reason' ? `${reason}: ${name}` : reason;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
  }
  process.stdout.write('\n');
  for (const { label, counts, seconds } of outcomes)
    process.stdout.write(`${label.padEnd(8)}${lastLine(counts)} (${seconds.toFixed(1)} s)\n`);
  for (const [reason, count] of reasons) process.stdout.write(`Skipped ${count}: ${reason}\n`);
  for (const { name, words } of all.failures) process.stdout.write(`Failed: ${name}: ${words}\n`);
  process.stdout.write(`${lastLine(all)}\n`);
  return all;
}

async function main() {
  requireNode();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !parts.some((part) => part === name));
  if (unknown.length > 0) {
    process.stderr.write(`No such part: ${unknown.join(', ')}. Parts are ${parts.join(', ')}.\n`);
    process.exit(2);
  }
  process.stdout.write(
    `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${availableParallelism()} CPUs\n`,
  );
  const scratch = mkdtempSync(join(tmpdir(), 'threadlab-test-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const chosen = new Set(parts.filter((part) => wanted.length === 0 || wanted.includes(part)));
  const { failures } = summarise(await runParts(chosen, scratch));
  process.exitCode = failures.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
