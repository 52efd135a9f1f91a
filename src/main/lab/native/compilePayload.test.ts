/** From a machine with or without a compiler to a payload in the cache. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nativeSources, noNative } from '../runner/testing/nativePayload.ts';
import { findCompiler } from './compiler.ts';
import { compilePayload } from './compilePayload.ts';
import { NativeEngine } from './nativeEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-native-'));
afterAll(() => rmSync(folder, { recursive: true }));
const onUnix = process.platform !== 'win32';

/** A program of this name, alone in a folder that is all of the PATH. */
function pathWith(name: string, script: string): string {
  const path = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, name), 0o755);
  return path;
}

test('without a compiler the reason and the command that helps are given', async () => {
  const nowhere = { PATH: join(folder, 'nowhere') };
  const words = expect.stringContaining('sudo apt-get install gcc libc6-dev');
  expect(await findCompiler(nowhere)).toEqual({ found: false, words });
  const engine = new NativeEngine({ sources: nativeSources, dataFolder: folder, environment: nowhere });
  await expect(engine.payload()).rejects.toMatchObject({ code: 'notAvailable', message: words });
});

test.runIf(onUnix)('CC comes first, and is named when it does not answer', async () => {
  const path = pathWith('mycc', 'echo "mycc 1.0 $1"; echo more');
  expect(await findCompiler({ PATH: path, CC: 'mycc -m64' })).toEqual({
    found: true,
    command: ['mycc', '-m64'],
    version: 'mycc 1.0 -m64',
  });
  expect(await findCompiler({ PATH: path, CC: 'other' })).toMatchObject({
    found: false,
    words: expect.stringContaining('that CC names, other, does not answer'),
  });
});

test.runIf(onUnix)('the first that answers is taken', async () => {
  expect(await findCompiler({ PATH: pathWith('clang', 'echo clang 19') })).toMatchObject({ version: 'clang 19' });
});

test.runIf(onUnix)('a compiler that does not compile is told in its own words, and leaves nothing', async () => {
  const path = pathWith('cc', 'echo "x.c:1: fatal error: stdio.h: No such file" >&2; exit 1');
  const compiler = { found: true as const, command: ['cc'] as const, version: 'cc 1' };
  const cache = join(folder, 'cache-bad');
  const compiled = compilePayload({ compiler, sources: nativeSources, cache, environment: { PATH: `${path}:/bin` } });
  await expect(compiled).rejects.toMatchObject({
    code: 'notAvailable',
    message: expect.stringMatching(/fatal error: stdio.h.*libc6-dev/),
  });
  expect(readdirSync(cache)).toEqual([]);
});

test('compiles once for what it is made of, also when two ask at once', async ({ skip }) => {
  skip(noNative !== null, noNative ?? '');
  const compiler = await findCompiler(process.env);
  if (!compiler.found) throw new Error(compiler.words);
  const sources = mkdtempSync(join(folder, 'sources-'));
  writeFileSync(join(sources, 'payload.c'), 'int main(void) { return 0; }\n');
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  writeFileSync(join(cache, 'payload-0123456789abcdef01234567.1999999-01234567'), 'half');
  const options = { compiler, sources, cache, environment: process.env };
  const [one, two] = await Promise.all([compilePayload(options), compilePayload(options)]);
  expect(one).toBe(two);
  expect(readdirSync(cache)).toHaveLength(1); // what a killed backend was compiling is gone
  // Found again without the compiler.
  const nowhere = { ...options, environment: { PATH: join(folder, 'nowhere') } };
  expect(await compilePayload(nowhere)).toBe(one);
  expect(existsSync(one)).toBe(true);
  const other = { ...nowhere, compiler: { ...compiler, version: 'another' } };
  await expect(compilePayload(other)).rejects.toMatchObject({ code: 'notAvailable' });
}, 120_000);
