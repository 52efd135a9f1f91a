/** Which Node the project accepts, and which one runs it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bundledNode, refusal } from './node.mjs';

test.each(['22.18.0', '22.20.1', '24.0.0', '24.21.0', '26.0.0', '100.0.0'])('Node %s will do', (version) => {
  expect(refusal(version)).toBeUndefined();
});

test.each(['20.20.2', '22.12.0', '22.17.1', '23.11.1', '25.0.0', '18.0.0', '9.11.2'])(
  'Node %s will not do, and one sentence says what to do',
  (version) => {
    expect(refusal(version)).toMatch(
      new RegExp(
        `^Threadlab needs Node 22 \\(from 22\\.18 on\\), 24, or 26 and newer, and this is ${version.replaceAll('.', '\\.')}\\. .*nodejs\\.org\\.$`,
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

test('package.json, its lock and vitest ask for no other Nodes', () => {
  const enginesOf = (text: string) => z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(text));
  const read = (path: string) => readFileSync(resolve(import.meta.dirname, '..', path), 'utf8');
  const { node } = enginesOf(read('package.json')).engines;
  const { packages } = z
    .object({ packages: z.record(z.string(), z.object({ engines: z.unknown().optional() })) })
    .parse(JSON.parse(read('package-lock.json')));
  expect(packages['']?.engines).toEqual({ node });
  // Of each clause that it has, the same major version.
  const majors = (range: string) => range.split('||').map((clause) => /\d+/.exec(clause)?.[0]);
  expect(majors(node)).toEqual(majors(enginesOf(read('node_modules/vitest/package.json')).engines.node));
  for (const clause of node.split('||')) expect(refusal(clause.replace(/^[^\d]+/, '').trim())).toBeUndefined();
});
