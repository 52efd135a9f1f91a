/** What a parameter of text takes: a program with its arguments, or a folder. */
import { ThreadlabError } from '../errors.ts';
import { splitWords } from './commandWords.ts';
import type { Experiment, TextParameter } from './experiment.ts';

/** What stands in the place of a command line in an export that leaves it out. */
export const textLeftOut = '(left out of the export)';
/** Linux takes longer ones, yet nobody reads them (characters). */
const longest = 10_000;

/** The text as it is, without blanks around it. Throws `badInput` in words. */
export function readText({ holds }: TextParameter, text: string): string {
  const value = text.trim();
  if (value === textLeftOut) throw refusal('It was left out when the run was exported: only the record itself has it.');
  if (value.length > longest) throw refusal(`It has more than ${longest} characters.`);
  if (value.includes('\0')) throw refusal('It holds a NUL character, which no program can be given.');
  if (holds === 'folder') {
    if (!/^(~$|~?\/)/.test(value))
      throw refusal('Name a folder from the root on (/…), or from your home folder (~/…).');
    return value;
  }
  const [program = ''] = splitWords(value);
  if (program === '') throw refusal('Name a program, with its arguments behind it.');
  return value;
}

/** The parameters of text of an experiment, by name. */
export function textParameters({ parameters }: Experiment): [string, TextParameter][] {
  return Object.entries(parameters).flatMap(([name, parameter]) =>
    parameter.unit === 'text' ? [[name, parameter] as [string, TextParameter]] : [],
  );
}

/** Whether a run of it starts what a person wrote, so that it is shown before it starts again. */
export function startsOwnCode(experiment: Experiment | undefined): boolean {
  return experiment !== undefined && textParameters(experiment).length > 0;
}

function refusal(message: string): ThreadlabError {
  return new ThreadlabError('badInput', message);
}
