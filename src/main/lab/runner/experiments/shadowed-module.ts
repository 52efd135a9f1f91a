/** Shadowed module: what a script's import says with a file of the module's name beside it, and once that file is renamed. */
import { z } from 'zod';
import { importedNames } from '../../../../shared/lab/catalogue/shadowed-module.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { shadowedModules, shadowingWords } from '../../../../shared/lab/shadowedModules.ts';
import type { Outcome } from '../../../../shared/runs/record.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { openPrograms } from './openPrograms.ts';

const shadowedModulePoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  module: z.enum(Object.keys(importedNames)),
});
type ShadowedModulePoint = z.output<typeof shadowedModulePoint>;

/** How a script ended; `complaint` is what its traceback says. */
const scriptEnd = z.object({
  status: z.int(),
  complaint: z.string(),
  /** Whether the module that it got lay in its own folder. */
  fromFolder: z.boolean(),
  /** What lay in that folder. */
  files: z.array(z.string()),
});
type ScriptEnd = z.output<typeof scriptEnd>;

const shadowedModuleAnswer = z.object({
  before: scriptEnd,
  after: scriptEnd,
  /** Standard modules that a file can hide; null where the interpreter does not tell. */
  standard: z.array(z.string()).nullable(),
});

export function openShadowedModule(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => shadowedModulePoint.parse(params),
    request: ({ module }) => ({ name: nameOf(module) }),
    answer: shadowedModuleAnswer,
    live: () => ({ counter: 'starts', actors: 1 }),
    conclude,
  });
}

/** What the script imports from the module. */
function nameOf(module: string): string {
  return importedNames[module] ?? '';
}

function conclude(
  { module }: ShadowedModulePoint,
  { before, after, standard }: z.output<typeof shadowedModuleAnswer>,
): MeasuredRepeat {
  const hidden = shadowedModules(before.files, standard ?? undefined);
  const recognised = hidden.length === 1 && hidden[0] === module;
  return {
    metrics: {},
    perThread: {},
    histograms: {},
    outcomes: { outcome: beforeOutcome(before, hidden), outcomeAfter: afterOutcome(after) },
    achieved: {},
    checks: [
      { id: 'reproduced', holds: isImportError(before, nameOf(module)), detail: wordsOf(before) },
      {
        id: 'explained',
        holds: recognised,
        detail: hidden.length === 0 ? 'no file there bears the name of a standard module' : shadowingWords(hidden),
      },
      { id: 'goneAfterRename', holds: after.status === 0 && !after.fromFolder, detail: wordsOf(after) },
    ],
    readings: {},
  };
}

function beforeOutcome(end: ScriptEnd, hidden: readonly string[]): Outcome {
  const failed = end.status !== 0;
  return {
    code: failed ? 'failed' : 'imported',
    words: [wordsOf(end), ...(failed && hidden.length > 0 ? [shadowingWords(hidden)] : [])].join(' '),
    said: 'The script’s folder comes first: its file is taken for the module and lacks the name, so the import fails.',
    asSaid: failed,
  };
}

function afterOutcome(end: ScriptEnd): Outcome {
  const imported = end.status === 0 && !end.fromFolder;
  return {
    code: imported ? 'imported' : end.status === 0 ? 'ownFile' : 'failed',
    words: wordsOf(end),
    said: 'Nothing is in the way of the standard module any more.',
    asSaid: imported,
  };
}

/** The interpreter's own words where it complained. */
function wordsOf({ status, complaint, fromFolder }: ScriptEnd): string {
  if (status !== 0) return complaint === '' ? `Python ended with status ${status}.` : complaint.replace(/\.?$/, '.');
  return fromFolder
    ? 'The file beside the script was imported, and nothing failed.'
    : 'The standard module was imported.';
}

/** "ImportError: cannot import name 'Process'", in whatever way the version goes on. */
function isImportError({ status, complaint }: ScriptEnd, name: string): boolean {
  return status !== 0 && complaint.startsWith(`ImportError: cannot import name '${name}'`);
}
