/** Interpreters of this machine for the tests of runner and Lab, two at most: the usual one, and one of before 3.10 that switches between any two steps. */
import { join } from 'node:path';
import { askInterpreter } from '../../python/askInterpreter.ts';
import { findCandidates } from '../../python/candidates.ts';
import { openPythonThreads } from '../engines/pythonThreads.ts';
import type { EngineOpener } from '../engines/threadEngine.ts';

export const pythonSources = join(import.meta.dirname, '..', '..', '..', '..', 'python');

export interface TestPython {
  path: string;
  version: string;
}

const candidates = process.platform === 'linux' ? findCandidates(process.env, []).map(({ path }) => path) : [];
const older = /[/-](2\.7|3\.[6-9])\b[^/]*\/bin\/|python(2\.7|3\.[6-9])$/;

/** null where there is none. */
export const usualPython = await firstOf(candidates.filter((path) => !older.test(path)).slice(0, 3));
export const olderPython = await firstOf(candidates.filter((path) => older.test(path)).slice(0, 1));

/** Why tests of the Python engine are skipped here; null where they can run. */
export const noPython: string | null = usualPython === null ? 'There is no Python here.' : null;

/** `planted`: a payload of src/python/testing in the place of the script. */
export function pythonFromSources(
  script: string,
  { planted, python = usualPython }: { planted?: string | undefined; python?: TestPython | null } = {},
): EngineOpener {
  return ({ kinds, threads }) => {
    if (python === null) throw new Error('There is no Python here.');
    const sources = planted === undefined ? pythonSources : join(pythonSources, 'testing');
    return openPythonThreads({ kinds, threads, interpreter: python, sources, script: planted ?? script });
  };
}

async function firstOf(paths: readonly string[]): Promise<TestPython | null> {
  for (const path of paths) {
    const answer = await askInterpreter(path, process.env);
    if (answer.ok && answer.is.implementation === 'CPython')
      return { path: answer.is.executable, version: answer.is.version };
  }
  return null;
}
