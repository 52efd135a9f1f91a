/** When a build happens, and what it leaves; on a project of three small files, built by the real builder. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIfStale } from './build.mjs';

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const built = () => readFileSync(join(root, 'out', 'main', 'index.js'), 'utf8');
const build = () => buildIfStale({ silent: true, root });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'threadlab-build-'));
  symlinkSync(resolve(import.meta.dirname, '..', 'node_modules'), join(root, 'node_modules'), 'junction');
  write('package.json', '{"type":"module"}');
  write(
    'electron.vite.config.ts',
    "export default { main: { build: { rolldownOptions: { input: 'src/main/index.ts' } } } };\n",
  );
  write('src/main/index.ts', "import { word } from './word.ts';\nconsole.log(word);\n");
  write('src/main/word.ts', "export const word = 'first';\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('builds once, and again only when contents change', async () => {
  expect(await build()).toBe(true);
  expect(built()).toContain('first');
  expect(await build()).toBe(false);
  utimesSync(join(root, 'src/main/word.ts'), new Date(), new Date());
  write('src/main/word.test.ts', 'not part of a build');
  expect(await build()).toBe(false);
  write('src/main/word.ts', "export const word = 'second';\n");
  expect(await build()).toBe(true);
  expect(built()).toContain('second');
});

test('builds once when several ask at once', async () => {
  const answers = await Promise.all([build(), build(), build()]);
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(readdirSync(join(root, '.cache'))).toEqual([]);
});

test('keeps the last good build when the sources do not build, and says why', async () => {
  await build();
  write('src/main/word.ts', 'export const word = ;\n');
  await expect(build()).rejects.toThrow(/The build failed[\s\S]*word\.ts/);
  expect(built()).toContain('first');
  expect(readdirSync(join(root, '.cache'))).toEqual([]);
});

test('is not held up by the lock of a process that died', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  write('.cache/build.lock', String(pid));
  expect(await build()).toBe(true);
});

test('leaves an installed app, which has no sources, alone', async () => {
  rmSync(join(root, 'electron.vite.config.ts'));
  expect(await build()).toBe(false);
});

test('takes the C sources along as they are, without planted faults', async () => {
  write('src/native/locks/tas.c', 'int tas;\n');
  write('src/native/testing/crash.c', 'int crash;\n');
  await build();
  expect(readFileSync(join(root, 'out', 'native', 'locks', 'tas.c'), 'utf8')).toBe('int tas;\n');
  expect(readdirSync(join(root, 'out', 'native'))).toEqual(['locks']);
});
