import { expect, test } from 'vitest';
import { shadowedModules, shadowingWords } from './shadowedModules.ts';

test.each([
  ['a file of the name of a standard module', ['script.py', 'multiprocessing.py', 'notes.txt'], ['multiprocessing']],
  ['a folder that is a package', ['queue/__init__.py', 'json/data.txt', 'json'], ['queue']],
  ['a compiled file, once', ['random.pyc', 'random.py'], ['random']],
  ['nothing in names that only contain one', ['my_random.py', 'random.py.bak', 'randoms.py', 'random'], []],
  ['nothing of what is built into the interpreter', ['sys.py', 'time.py'], []],
])('finds %s', (_what, files, modules) => {
  expect(shadowedModules(files)).toEqual(modules);
});

test('goes by the modules of the interpreter where they are known', () => {
  expect(shadowedModules(['zoneinfo.py', 'random.py'], ['zoneinfo'])).toEqual(['zoneinfo']);
});

test('says what such files do and what helps', () => {
  expect(shadowingWords(['random'])).toBe(
    'random.py lies in the script’s folder and bears the name of a standard module: Python imports it in the module’s place. Rename it if an import fails.',
  );
  expect(shadowingWords(['random', 'queue'])).toContain(
    'random.py and queue.py lie in the script’s folder and bear names',
  );
});
