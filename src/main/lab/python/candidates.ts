/** Where interpreters of Python may be: files by the names and folders that installers use. Nothing is run here. */
import { accessSync, constants, globSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** A file that may be an interpreter. */
export interface Candidate {
  path: string;
  /** Where the links to it end. */
  realPath: string;
}

/** "python", "python3", "python3.13t", "pypy3.10". */
const names = /^(python|pypy)(\d+(\.\d+)?t?)?$/;

/** `listed`: paths that the settings name, which come first, also where there is nothing. Files that several paths lead to are there once. */
export function findCandidates(
  environment: NodeJS.ProcessEnv,
  listed: readonly string[],
  systemFolders: readonly string[] = ['/usr/bin', '/usr/local/bin'],
): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const path of [...listed, ...installed(environment, systemFolders)]) {
    const realPath = realPathOf(path);
    const isListed = listed.includes(path);
    if (!isListed && (realPath === null || !isProgram(realPath))) continue;
    const key = realPath ?? path;
    if (!found.has(key)) found.set(key, { path, realPath: key });
  }
  return [...found.values()];
}

function installed(environment: NodeJS.ProcessEnv, systemFolders: readonly string[]): string[] {
  const home = environment['HOME'] ?? homedir();
  const pyenv = environment['PYENV_ROOT'] ?? join(home, '.pyenv');
  const asdf = environment['ASDF_DATA_DIR'] ?? join(home, '.asdf');
  const uv =
    environment['UV_PYTHON_INSTALL_DIR'] ??
    join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'uv', 'python');
  const chosen: Readonly<Record<string, () => string[]>> = {
    [join(pyenv, 'shims')]: () => chosenByPyenv(pyenv, environment),
    [join(asdf, 'shims')]: () => chosenByAsdf(asdf, home),
  };
  const path = (environment['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return [
    // A shim is a script that looks up which interpreter is chosen, and takes its time: what it would find is found here.
    ...path.flatMap((folder) => chosen[folder]?.() ?? interpretersIn(folder)),
    ...systemFolders.flatMap(interpretersIn),
    ...each(join(pyenv, 'versions', '*', 'bin', 'python')),
    ...each(join(uv, '*', 'bin', 'python3')),
    ...condas(environment, home).flatMap((folder) => [
      join(folder, 'bin', 'python'),
      ...each(join(folder, 'envs', '*', 'bin', 'python')),
    ]),
    ...each(join(asdf, 'installs', 'python', '*', 'bin', 'python')),
  ];
}

/** $PYENV_VERSION ("3.12.1:3.9.18"), else the file of the version that is chosen everywhere. */
function chosenByPyenv(pyenv: string, environment: NodeJS.ProcessEnv): string[] {
  const own = environment['PYENV_VERSION']?.split(':') ?? linesOf(join(pyenv, 'version'));
  return own.map((version) => join(pyenv, 'versions', version.trim(), 'bin', 'python'));
}

/** The line of ~/.tool-versions that begins with "python". */
function chosenByAsdf(asdf: string, home: string): string[] {
  const line = linesOf(join(home, '.tool-versions')).find((one) => one.startsWith('python '));
  const versions = line?.split(/\s+/).slice(1) ?? [];
  return versions.map((version) => join(asdf, 'installs', 'python', version, 'bin', 'python'));
}

/** The roots that installers of conda use, and those environments that it keeps a list of. */
function condas(environment: NodeJS.ProcessEnv, home: string): string[] {
  const usual = ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge', '.conda'].map((name) => join(home, name));
  const own = environment['CONDA_PREFIX'];
  return [
    ...(own === undefined ? [] : [own]),
    ...usual,
    '/opt/conda',
    ...linesOf(join(home, '.conda', 'environments.txt')).filter(isAbsolute),
  ];
}

/** python3 first, then by name. */
function interpretersIn(folder: string): string[] {
  return (readable(() => readdirSync(folder)) ?? [])
    .filter((name) => names.test(name))
    .toSorted((a, b) => Number(isUsual(b)) - Number(isUsual(a)) || a.localeCompare(b))
    .map((name) => join(folder, name));
}

/** What a person who writes python3 gets. */
function isUsual(name: string): boolean {
  return name === 'python3';
}

function each(pattern: string): string[] {
  return (readable(() => globSync(pattern)) ?? []).toSorted();
}

function linesOf(file: string): string[] {
  return (readable(() => readFileSync(file, 'utf8')) ?? '').split('\n').filter((line) => line.trim() !== '');
}

/** null where there is no such file. */
export function realPathOf(path: string): string | null {
  return readable(() => realpathSync(path));
}

function isProgram(path: string): boolean {
  const runs = readable(() => {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  });
  return runs === true;
}

/** null where a file or folder is not there, or not to be read: then it holds no interpreter for us. */
function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
