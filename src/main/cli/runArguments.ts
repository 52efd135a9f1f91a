/** The arguments of `threadlab run` -> what is asked of the Lab. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ThreadlabError } from '../../shared/errors.ts';
import { quoteWords } from '../../shared/lab/commandWords.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { parseParameter, parseRequest } from '../../shared/lab/request.ts';
import { presetNames, presetRequest } from '../../shared/lab/presets.ts';
import { startsOwnCode, textParameters } from '../../shared/lab/textParameter.ts';
import { parseRecord } from '../../shared/runs/parseRecord.ts';
import type { ParameterValue, RunRequest } from '../../shared/runs/record.ts';
import { experimentNamed } from './list.ts';
import { numberOption, readOptions } from './options.ts';
import { UsageError } from './terminal.ts';

export interface RunArguments {
  request: RunRequest;
  out: string | null;
  json: boolean;
  strict: boolean;
  /** What the record of --from starts on this machine, by title; a record may come from anybody. */
  starts: [string, string][];
  /** It may be started without being asked about. */
  yes: boolean;
}

/**
 * `cpusHere`: those that may be used on this machine, asked only where a preset is named. Throws UsageError or `badInput` in
 * words; both end with status 2.
 */
export async function readRunArguments(all: string[], cpusHere: () => Promise<number>): Promise<RunArguments> {
  const [args, program] = atDashes(all);
  const { values, positionals } = readOptions(
    args,
    {
      engine: { type: 'string' },
      preset: { type: 'string' },
      set: { type: 'string', multiple: true },
      repeats: { type: 'string' },
      duration: { type: 'string' },
      seed: { type: 'string' },
      from: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      strict: { type: 'boolean' },
      cwd: { type: 'string' },
      yes: { type: 'boolean' },
    },
    1,
  );
  const rest = { out: values.out ?? null, json: values.json === true, strict: values.strict === true };
  const repeats = numberOption(values.repeats, 'repeats', 'count', { min: 1, max: 100, integer: true });
  const seed = numberOption(values.seed, 'seed', 'index', { min: 0, max: 0xffffffff, integer: true });
  const asked = { ...(repeats !== undefined && { repeats }), ...(seed !== undefined && { seed }) };
  const [name] = positionals;
  if (values.from !== undefined) {
    const besides = [name, program, values.set, values.engine, values.preset, values.cwd];
    if (besides.some((given) => given !== undefined)) {
      throw new UsageError(
        '--from takes everything but --repeats, --duration and --seed from the record: name no experiment, program, engine, preset or value beside it.',
      );
    }
    const request = await requestFrom(values.from, asked, values.duration);
    return { request, ...rest, starts: startedBy(request), yes: values.yes === true };
  }
  if (name === undefined) throw new UsageError('Name an experiment. "threadlab list" shows those that there are.');
  const experiment = experimentNamed(name);
  const parameters: Record<string, ParameterValue[]> = {};
  const set = (parameter: string, text: string): void => {
    if (Object.hasOwn(parameters, parameter)) throw new UsageError(`${parameter} is set twice.`);
    parameters[parameter] = parseParameter(experiment, parameter, text);
  };
  if (values.engine !== undefined) set('engine', values.engine);
  for (const assignment of values.set ?? []) {
    const equals = assignment.indexOf('=');
    if (equals < 1) throw new UsageError(`--set takes NAME=VALUE,..., not "${assignment}".`);
    set(assignment.slice(0, equals), assignment.slice(equals + 1));
  }
  if (values.duration !== undefined) set('duration', values.duration);
  setProgram(experiment, set, program, values.cwd);
  const base = values.preset === undefined ? {} : await presetNamed(experiment, values.preset, parameters, cpusHere);
  const request = parseRequest(experiment, {
    ...base,
    parameters: { ...base.parameters, ...parameters },
    ...asked,
  });
  return { request, ...rest, starts: [], yes: true };
}

/** The arguments of `run` itself, and what stands behind "--". */
function atDashes(args: string[]): [own: string[], program: string[] | undefined] {
  const dashes = args.indexOf('--');
  return dashes < 0 ? [args, undefined] : [args.slice(0, dashes), args.slice(dashes + 1)];
}

/** The program behind "--", as words that no shell reads again, in the folder that is named or this one. Throws UsageError. */
function setProgram(
  experiment: Experiment,
  set: (parameter: string, text: string) => void,
  program: readonly string[] | undefined,
  cwd: string | undefined,
): void {
  if (!startsOwnCode(experiment)) {
    if (program === undefined && cwd === undefined) return;
    throw new UsageError(`${experiment.id} starts no program: leave out ${program === undefined ? '--cwd' : '"--"'}.`);
  }
  if (program === undefined || program.length === 0)
    throw new UsageError(`Name the program behind two dashes: threadlab run ${experiment.id} -- PROGRAM ARGS...`);
  for (const [name, { holds }] of textParameters(experiment)) {
    set(name, holds === 'command' ? quoteWords(program) : resolve(cwd ?? '.'));
  }
}

/** Of a record's request: the program that it starts and the folder, each with its title. */
function startedBy({ experiment, parameters }: RunRequest): [string, string][] {
  return textParameters(experimentNamed(experiment)).map(([name, { title }]): [string, string] => [
    title,
    (parameters[name] ?? []).join(' '),
  ]);
}

/** What a preset asks for on the engines that are asked for. Throws UsageError with the presets that there are. */
async function presetNamed(
  experiment: Experiment,
  text: string,
  { engine }: Readonly<Record<string, readonly ParameterValue[]>>,
  cpusHere: () => Promise<number>,
): Promise<Partial<RunRequest>> {
  const name = presetNames.find((known) => known === text);
  if (name === undefined) {
    throw new UsageError(`There is no preset "${text}". There are: ${presetNames.join(', ')}.`);
  }
  if (startsOwnCode(experiment)) throw new UsageError(`${experiment.id} has no presets: there is nothing to vary.`);
  const engines = experiment.engines.filter((one, place) => engine?.includes(one) ?? place === 0);
  if (engines.length === 0) return {}; // the request as a whole is refused with the engines that there are
  const { parameters, repeats } = presetRequest(experiment, name, { cpus: await cpusHere(), engines });
  return { parameters, repeats };
}

/**
 * The request of a record that lies in a file; its experiment must be one of this Threadlab. `asked` and `duration` stand before
 * what the record says. Without another seed the repeats are run again in the record's own order.
 */
async function requestFrom(
  path: string,
  asked: Partial<Pick<RunRequest, 'repeats' | 'seed'>>,
  duration: string | undefined,
): Promise<RunRequest> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be read: ${reason}`, { cause: error });
  }
  try {
    const { request, seed } = parseRecord(text);
    const experiment = experimentNamed(request.experiment);
    const own = duration !== undefined && { duration: parseParameter(experiment, 'duration', duration) };
    return parseRequest(experiment, { ...request, parameters: { ...request.parameters, ...own }, seed, ...asked });
  } catch (error) {
    if (error instanceof ThreadlabError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
