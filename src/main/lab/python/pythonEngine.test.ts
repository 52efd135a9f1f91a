/** From folders with programs of all kinds to the interpreters that there are. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isAtLeast } from '../../../shared/lab/pythonVersion.ts';
import { PythonEngine } from './pythonEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

function program(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** One that answers as Python would. `executable`: the file that it says it is. */
function interpreter(path: string, version: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const is = {
    executable: path,
    version,
    implementation: 'CPython',
    build: 'main GCC 14',
    freeThreaded: false,
    gil: true,
    ...facts,
  };
  return program(path, `echo x >> ${folder}/asked\necho '${JSON.stringify(is)}'`);
}

let homes = 0;
function machine(): {
  home: string;
  engine: (listed?: string[], path?: string, answerLimitMs?: number) => PythonEngine;
} {
  const home = join(folder, `home-${(homes += 1)}`);
  mkdirSync(home);
  return {
    home,
    engine: (listed = [], path = join(home, 'bin'), answerLimitMs = 20_000) =>
      new PythonEngine({
        environment: { HOME: home, PATH: `${path}:/bin` },
        listed: () => listed,
        answerLimitMs,
        systemFolders: [],
      }),
  };
}

describe.runIf(process.platform === 'linux')('the interpreters of a machine', () => {
  test('are found where installers put them, those of the settings first, python3 before others of the path', async () => {
    const { home, engine } = machine();
    const listed = interpreter(join(home, 'mine', 'py'), '3.14.1', { freeThreaded: true, gil: false });
    interpreter(join(home, 'bin', 'python3'), '3.13.2');
    interpreter(join(home, 'bin', 'python2.7'), '2.7.18');
    symlinkSync(join(home, 'bin', 'python3'), join(home, 'bin', 'python3.13'));
    interpreter(join(home, '.pyenv', 'versions', '3.9.18', 'bin', 'python'), '3.9.18');
    interpreter(join(home, '.local', 'share', 'uv', 'python', 'cpython-3.12', 'bin', 'python3'), '3.12.1');
    interpreter(join(home, 'miniconda3', 'envs', 'one', 'bin', 'python'), '3.9.18');
    interpreter(join(home, '.asdf', 'installs', 'python', 'pypy3.10', 'bin', 'python'), '3.10.14', {
      implementation: 'PyPy',
    });
    const found = (await engine([listed], `${home}/.pyenv/shims:${home}/bin`).interpreters()).filter(({ path }) =>
      path.startsWith(home),
    );
    expect(found.map(({ name }) => name.replace(home, '~'))).toEqual([
      '3.14.1t',
      '3.13.2',
      '2.7.18',
      '3.9.18',
      '3.12.1',
      '~/miniconda3/envs/one/bin/python',
      'PyPy 3.10.14',
    ]);
    expect(found[0]?.words).toBe('CPython 3.14.1, a free-threaded build with its interpreter lock off.');
  });

  test('are asked once each; a wrapper leads to the one that it runs, and a shim is not run', async () => {
    const { home, engine } = machine();
    const shims = join(home, '.pyenv', 'shims');
    const other = interpreter(join(home, '.pyenv', 'versions', '3.10.1', 'bin', 'python'), '3.10.1');
    const real = interpreter(join(home, '.pyenv', 'versions', '3.11.7', 'bin', 'python'), '3.11.7');
    const wrapper = program(join(home, 'a', 'wrapper'), `exec ${real} "$@"`);
    program(join(shims, 'python3'), 'exit 1');
    writeFileSync(join(home, '.pyenv', 'version'), '3.11.7\n');
    rmSync(join(folder, 'asked'), { force: true });
    const python = engine([wrapper], shims);
    const own = (await python.interpreters()).filter(({ path }) => path.startsWith(home));
    expect(own.map(({ path }) => path)).toEqual([real, other]);
    await python.interpreters();
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('x\nx\nx\n'); // of the one by its own path and through the wrapper
    expect((await engine([], shims).resolve(null, '2.7', 'lost-update')).version).toBe('3.11.7');
  });

  test('that hang, break, say something else or are not there are told in a sentence each', async () => {
    const { home, engine } = machine();
    const hangs = program(join(home, 'a', 'hangs'), 'exec sleep 60');
    const breaks = program(join(home, 'a', 'breaks'), 'echo "ImportError: No module named encodings" >&2; exit 1');
    const dies = program(join(home, 'a', 'dies'), 'kill -SEGV $$');
    const talks = program(join(home, 'a', 'talks'), 'echo hello');
    const listed = [hangs, breaks, dies, talks, join(home, 'none')];
    const found = await engine(listed, join(home, 'bin'), 3_000).interpreters();
    expect(found.slice(0, 5).map(({ words, available }) => [available, words.replace(home, '~')])).toEqual([
      [false, '~/a/hangs is not available: it did not answer within 3 s.'],
      [false, '~/a/breaks is not available: ImportError: No module named encodings.'],
      [false, '~/a/dies is not available: it was ended by SIGSEGV.'],
      [false, '~/a/talks is not available: what it answered is not what Python would.'],
      [false, '~/none is not available: there is no such file.'],
    ]);
  });

  test('are meant by version, by its beginning, by name of the command or by path', async () => {
    const { home, engine } = machine();
    const newer = interpreter(join(home, 'a', 'newer'), '3.13.0');
    const older = interpreter(join(home, 'a', 'older'), '3.1.9');
    const listed = [newer, older];
    const versionOf = async (asked: string | null, least = '2.7') =>
      (await engine(listed).resolve(asked, least, 'lost-update')).version;
    expect(await versionOf(null)).toBe('3.13.0');
    expect(await versionOf('3.13')).toBe('3.13.0');
    expect(await versionOf('3.1')).toBe('3.1.9');
    expect(await versionOf('python3.13')).toBe('3.13.0');
    expect(await versionOf(older)).toBe('3.1.9');
    await expect(versionOf('3.5')).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('interpreter: there is no Python 3.5 here. There are: 3.13.0, 3.1.9'),
    });
    await expect(versionOf('3.1', '3.6')).rejects.toMatchObject({
      code: 'notAvailable',
      message: `lost-update needs Python 3.6 or later, and ${older} is 3.1.9.`,
    });
  });

  test('are none: that is said with what to do', async () => {
    const { home } = machine();
    const none = new PythonEngine({ environment: { HOME: home, PATH: home }, listed: () => [], systemFolders: [] });
    expect(none.presence()).toEqual({ present: false, words: expect.stringContaining('sudo apt-get install python3') });
    await expect(none.resolve(null, '2.7', 'lost-update')).rejects.toMatchObject({ code: 'notAvailable' });
  });
});

test('versions compare by number', () => {
  expect(isAtLeast('3.10.1', '3.9')).toBe(true);
  expect(isAtLeast('2.7.18', '3.6')).toBe(false);
  expect(isAtLeast('3.14.0rc1', '3.14')).toBe(true);
});
