/** Before a person's own program starts: of a Python script, which files in its folder hide standard modules from it. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { splitWords } from '../../shared/lab/commandWords.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { shadowedModules, shadowingWords } from '../../shared/lab/shadowedModules.ts';
import { textParameters } from '../../shared/lab/textParameter.ts';
import type { RunRequest } from '../../shared/runs/record.ts';

/** In words; empty where there is nothing to say, or no such folder can be read. */
export function shadowWarnings(experiment: Experiment, { parameters }: RunRequest): string[] {
  const text = (holds: 'command' | 'folder') => {
    const [name] = textParameters(experiment).find(([, parameter]) => parameter.holds === holds) ?? [];
    return name === undefined ? undefined : parameters[name]?.map(String)[0];
  };
  const [program, cwd] = [text('command'), text('folder')];
  if (program === undefined || cwd === undefined) return [];
  const folder = searchedFolder(splitWords(program), cwd);
  const hidden = folder === null ? [] : shadowedModules(filesOf(folder));
  return hidden.length === 0 ? [] : [shadowingWords(hidden)];
}

/** The folder that Python searches first: the script's, links followed, or with -c and -m the one it starts in. null where it is no Python, or was told not to (-I, -P). */
export function searchedFolder(words: readonly string[], cwd: string): string | null {
  const python = words.findIndex((word) => /^(python|pypy)[\d.]*t?$/.test(basename(word)));
  const rest = python < 0 ? words.slice(0, 1).filter((word) => /\/.*\.py$/.test(word)) : words.slice(python + 1);
  for (let i = 0; i < rest.length; i += 1) {
    const word = rest[i] ?? '';
    if (/^-[a-zA-Z]*[IP]/.test(word)) return null;
    if (/^-[a-zA-Z]*[cm]/.test(word) || word === '-') return cwd;
    if (word === '-W' || word === '-X' || word === '--check-hash-based-pycs') i += 1;
    else if (!word.startsWith('-')) return scriptFolder(resolve(cwd, word));
  }
  return python < 0 ? null : cwd;
}

function scriptFolder(script: string): string | null {
  return existsSync(script) ? dirname(realpathSync(script)) : null;
}

/** Names as Python would import them: files, and folders with an __init__.py. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (!entry.isDirectory()) return entry.name;
      return existsSync(join(folder, entry.name, '__init__.py')) ? `${entry.name}/__init__.py` : [];
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []; // not ours to read: the program will say so itself
    throw error;
  }
}
