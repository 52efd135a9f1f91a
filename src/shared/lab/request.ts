/** What a person asks, checked against the catalogue, with refusals in words. */
import { z } from 'zod';
import { ThreadlabError } from '../errors.ts';
import { parameterValue, type ParameterValue, type RunRequest } from '../runs/record.ts';
import { formatValue } from '../units/format.ts';
import { parseQuantities, splitList } from '../units/parse.ts';
import { defaultsOf, meantFor } from './defaults.ts';
import type {
  ChoiceParameter,
  EngineName,
  Experiment,
  NumberParameter,
  Parameter,
  TextParameter,
} from './experiment.ts';
import { countPoints, interpreterName, valuesOf } from './plan.ts';
import { readText } from './textParameter.ts';

const defaultRepeats = 5;
export const maxRepeats = 100;
/** Points x repeats of one run. More is days, not minutes. */
export const maxMeasurements = 10_000;

/** What may be left out of a request: the catalogue's defaults stand in. `engine` is a parameter like the others, and so is `interpreter` where Python is asked. */
const looseRequest = z.object({
  parameters: z.record(z.string(), z.array(parameterValue)).default({}),
  repeats: z.int().min(1).max(maxRepeats).optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
});

/**
 * The whole request: parameters not given take their default (`engine` the experiment's first). Throws `badInput` in words
 * when a parameter, a value or an engine is not offered; a value that other engines have is refused with their names.
 */
export function parseRequest(experiment: Experiment, raw: unknown): RunRequest {
  const parsed = looseRequest.safeParse(raw);
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    throw refusal(`The request cannot be read. ${words.join('; ')}.`);
  }
  const { parameters: given, repeats = repeatsOf(experiment), seed } = parsed.data;
  for (const name of Object.keys(given)) if (!namesOf(experiment).includes(name)) throw unknownName(experiment, name);
  const engines = readEngines(experiment, given['engine']);
  const interpreters = readInterpreters(given[interpreterName], engines);
  const parameters: Record<string, ParameterValue[]> = {
    engine: engines,
    ...(interpreters !== null && { [interpreterName]: interpreters }),
  };
  for (const [name, parameter] of Object.entries(experiment.parameters)) {
    if (given[name] === undefined && !meantFor(parameter, engines)) continue;
    parameters[name] = readValues(name, parameter, given[name] ?? defaultsOf(parameter, engines), engines);
  }
  const request = { experiment: experiment.id, parameters, repeats, ...(seed !== undefined && { seed }) };
  const measurements = countPoints(experiment, request) * repeats;
  if (measurements > maxMeasurements) {
    throw refusal(
      `${measurements} measurements are more than the ${maxMeasurements} of a run. Ask for fewer values or repeats.`,
    );
  }
  return request;
}

/** How often each point is measured where nobody says otherwise. */
export function repeatsOf({ usualRepeats = defaultRepeats }: Experiment): number {
  return usualRepeats;
}

/** As `parseRequest`, for a request that names its experiment. Throws `badInput` when it is another's. */
export function validateRequest(experiment: Experiment, request: RunRequest): RunRequest {
  if (request.experiment !== experiment.id) {
    throw refusal(`The request is one of ${request.experiment}, not of ${experiment.id}.`);
  }
  return parseRequest(experiment, request);
}

/**
 * The values that a person wrote for one parameter ("1, 2, 4" or "100ns"), in base units; `engine` included. What they
 * may be is for `parseRequest` to say. Throws `badInput` when the name or a number cannot be read.
 */
export function parseParameter(experiment: Experiment, name: string, text: string): ParameterValue[] {
  if (!namesOf(experiment).includes(name)) throw unknownName(experiment, name);
  const parameter = experiment.parameters[name];
  if (!parameter) return splitList(text);
  if (parameter.unit === 'text') return [text];
  return parameter.unit === 'choice' ? splitList(text) : parseQuantities(text, parameter.unit);
}

function readEngines(experiment: Experiment, given: readonly ParameterValue[] | undefined): EngineName[] {
  const first = experiment.engines[0];
  if (!given) return first ? [first] : [];
  if (given.length === 0) throw refusal('engine: name at least one.');
  const engines = given.map((value) => {
    const engine = experiment.engines.find((name) => name === value);
    if (!engine)
      throw refusal(`engine: ${experiment.id} has no engine "${value}". It has ${experiment.engines.join(', ')}.`);
    return engine;
  });
  refuseTwice('engine', engines);
  return engines;
}

/** null where none is named, or Python is not asked. Which there are is for the machine to say. */
function readInterpreters(
  given: readonly ParameterValue[] | undefined,
  engines: readonly EngineName[],
): string[] | null {
  if (given === undefined) return null;
  if (!engines.includes('python'))
    throw refusal(`${interpreterName}: the engine ${engines.join(', ')} has none. The engine that has some: python.`);
  if (given.length === 0) throw refusal(`${interpreterName}: name at least one.`);
  if (given.length > 64) throw refusal(`${interpreterName}: ${given.length} are more than the 64 of a sweep.`);
  const names = given.map(String);
  refuseTwice(interpreterName, names);
  return names;
}

function namesOf({ engines, parameters }: Experiment): string[] {
  return ['engine', ...(engines.includes('python') ? [interpreterName] : []), ...Object.keys(parameters)];
}

function unknownName(experiment: Experiment, name: string): ThreadlabError {
  return refusal(`${experiment.id} has no parameter "${name}". It has ${namesOf(experiment).join(', ')}.`);
}

function readValues(
  name: string,
  parameter: Parameter,
  values: readonly ParameterValue[],
  engines: readonly EngineName[],
): ParameterValue[] {
  if (values.length === 0) throw refusal(`${name}: name at least one value.`);
  if (values.length > 1 && !parameter.sweep) throw refusal(`${name} takes one value, not ${values.length}.`);
  if (values.length > 64) throw refusal(`${name}: ${values.length} values are more than the 64 of a sweep.`);
  refuseTwice(name, values);
  if (parameter.unit === 'text') return values.map((value) => readNamedText(name, parameter, value));
  if (parameter.unit !== 'choice') {
    const numbers = values.map((value) => readNumber(name, parameter, value));
    refuseMoreThanEngines(name, parameter, numbers, engines);
    return numbers;
  }
  const chosen = values.map((value) => readChoice(name, parameter, value, engines));
  const without = engines.find(
    (engine) => meantFor(parameter, [engine]) && valuesOf(parameter, chosen, engine).length === 0,
  );
  if (without)
    throw refusal(
      `${name}: the engine ${without} has no ${chosen.join(', ')}. Ask it for what it has, or leave it out.`,
    );
  return chosen;
}

/** One that at least one of the engines has. */
function readChoice(
  name: string,
  { choices }: ChoiceParameter,
  value: ParameterValue,
  engines: readonly EngineName[],
): string {
  const choice = choices.find((offered) => offered.value === value);
  if (!choice)
    throw refusal(`${name}: there is no "${value}". There are ${choices.map((offered) => offered.value).join(', ')}.`);
  if (!engines.some((engine) => choice.engines.includes(engine)))
    throw refusal(
      `${name}: the engine ${engines.join(', ')} has no ${choice.value}. The engines that have it: ${choice.engines.join(', ')}.`,
    );
  return choice.value;
}

function readNamedText(name: string, parameter: TextParameter, value: ParameterValue): string {
  try {
    return readText(parameter, String(value));
  } catch (error) {
    throw error instanceof ThreadlabError ? refusal(`${name}: ${error.message}`) : error;
  }
}

function readNumber(
  name: string,
  { min, max, integer, multipleOf, unit }: NumberParameter,
  value: ParameterValue,
): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refusal(`${name}: "${value}" is not a number.`);
  if (value < min || value > max) {
    throw refusal(
      `${name}: ${formatValue(value, unit)} is not within ${formatValue(min, unit)} to ${formatValue(max, unit)}.`,
    );
  }
  if (integer && !Number.isInteger(value)) throw refusal(`${name}: ${value} is not a whole number.`);
  if (multipleOf !== undefined && value % multipleOf !== 0)
    throw refusal(`${name}: ${formatValue(value, unit)} is no multiple of ${formatValue(multipleOf, unit)}.`);
  return value;
}

function refuseMoreThanEngines(
  name: string,
  { maxOn, unit }: NumberParameter,
  values: readonly number[],
  engines: readonly EngineName[],
): void {
  const largest = Math.max(...values);
  for (const engine of engines) {
    const most = maxOn?.[engine] ?? Infinity;
    if (largest > most)
      throw refusal(
        `${name}: ${formatValue(largest, unit)} is more than the ${formatValue(most, unit)} that the engine ${engine} takes.`,
      );
  }
}

function refuseTwice(name: string, values: readonly ParameterValue[]): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw refusal(`${name}: ${twice} is named twice.`);
}

function refusal(message: string): ThreadlabError {
  return new ThreadlabError('badInput', message);
}
