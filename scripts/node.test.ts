/** Which Node the project accepts, and which one runs it. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { bundledNode, refusal } from './node.mjs';

test.each(['22.12.0', '22.20.1', '24.21.0', '25.0.0', '100.0.0'])('Node %s will do', (version) => {
  expect(refusal(version)).toBeUndefined();
});

test.each(['20.20.2', '22.11.9', '18.0.0', '9.11.2'])(
  'Node %s is too old, and one sentence says what to do',
  (version) => {
    expect(refusal(version)).toMatch(
      new RegExp(
        `^Threadlab needs Node 22\\.12 or newer, and this is ${version.replaceAll('.', '\\.')}\\. .*nodejs\\.org\\.$`,
      ),
    );
  },
);

test('the tests themselves run on a Node that will do, and on the bundled one where there is one', () => {
  expect(refusal(process.versions.node)).toBeUndefined();
  const bundled = bundledNode();
  if (bundled === undefined) return;
  const { stdout } = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
  expect(process.version).toBe(stdout.trim());
});

test('an npm script runs the bundled Node', (context) => {
  if (bundledNode() === undefined) context.skip('no bundled Node for this machine');
  const script = spawnSync('npm', ['exec', '--no', '-c', 'node --version'], {
    cwd: resolve(import.meta.dirname, '..'),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(script.stdout.trim().split('\n').at(-1)).toBe('v24.21.0');
});
