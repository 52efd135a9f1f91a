/**
 * From what a person asks to what is measured: the request is checked against the catalogue, with refusals in words; a sweep
 * becomes points, points and repeats a shuffled order. Window, command line and backend all use this, so they agree.
 */
import { z } from 'zod';
import { ThreadlabError } from '../errors.ts';
import { parameterValue, type ParameterValue, type PointParameters, type RunRequest } from '../runs/record.ts';
import { seededRandom, shuffled } from '../statistics/random.ts';
import { formatValue } from '../units/format.ts';
import { parseQuantities, splitList } from '../units/parse.ts';
import type { Seconds } from '../units/quantity.ts';
import { defaultsOf, hasChoice, meantFor } from './defaults.ts';
import type {
  ChoiceParameter,
  EngineName,
  Experiment,
  NumberParameter,
  Parameter,
  TextParameter,
} from './experiment.ts';
import { choicesTooNew, type PythonVersions } from './pythonVersion.ts';
import { readText } from './textParameter.ts';

const defaultRepeats = 5;
export const maxRepeats = 100;
/** Points x repeats of one run. More is days, not minutes. */
export const maxMeasurements = 10_000;
/** Which Pythons: a parameter of every experiment that runs on Python, with values that are this machine's. */
export const interpreterName = 'interpreter';

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

export interface RunPlan {
  points: PointParameters[];
  /** `order[i]` is the point of the i-th repeat. */
  order: number[];
}

/**
 * Every combination of the request's values that exists (an engine or interpreter without a value is left out with it alone, a point
 * that a parameter means nothing to has it not), the first parameter slowest; each round holds every point once, in an order of
 * its own, so that heat and neighbours hit all points alike. The same seed gives the same order.
 */
export function planRun(
  experiment: Experiment,
  request: RunRequest,
  seed: number,
  pythons: PythonVersions = new Map(),
): RunPlan {
  const points = askedEngines(experiment, request).flatMap((engine) => {
    const interpreters = engine === 'python' ? (request.parameters[interpreterName] ?? []) : [];
    let own: PointParameters[] =
      interpreters.length === 0
        ? [{ engine }]
        : interpreters.map((interpreter) => ({ engine, [interpreterName]: interpreter }));
    for (const [name, parameter] of rulersFirst(experiment)) {
      const values = valuesOf(parameter, request.parameters[name], engine);
      own = own.flatMap((point) => {
        if (!applies(parameter, point)) return [point];
        const tooNew = choicesTooNew(parameter, pythons.get(String(point[interpreterName])));
        const had = values.filter((value) => !tooNew.some((choice) => choice.value === value));
        return had.map((value) => ({ ...point, [name]: value }));
      });
    }
    return own;
  });
  const random = seededRandom(seed);
  const rounds = Array.from({ length: request.repeats }, () => shuffled([...points.keys()], random));
  return { points, order: rounds.flat() };
}

/** How long a run will take, as the sum that a person sees. */
export interface Estimate {
  /** Swept parameters with their numbers of values, in the catalogue's order; parameters of one value are left out. */
  sweep: { name: string; title: string; values: number }[];
  /** Combinations that exist. */
  points: number;
  /** Points x repeats. */
  repeats: number;
  /** Of one repeat. */
  seconds: Seconds;
  startAndWarmUp: Seconds;
  /** repeats x (seconds + startAndWarmUp). */
  measuring: Seconds;
  /** Once. */
  calibration: Seconds;
  total: Seconds;
}

/** `duration` is the time of a repeat in an experiment of fixed time; in one of a fixed count it cannot be known and counts 0. */
export function estimate(experiment: Experiment, request: RunRequest): Estimate {
  const titles = [
    ['engine', 'Engines'] as const,
    [interpreterName, 'Interpreters'] as const,
    ...Object.entries(experiment.parameters).map(([name, { title }]) => [name, title] as const),
  ];
  const sweep = titles.flatMap(([name, title]) => {
    const values = request.parameters[name]?.length ?? 1;
    return values > 1 ? [{ name, title, values }] : [];
  });
  const points = countPoints(experiment, request);
  const repeats = points * request.repeats;
  const duration = request.parameters['duration']?.[0];
  const seconds = typeof duration === 'number' ? duration : 0;
  const { once: calibration } = experiment.overhead;
  const startAndWarmUp = meanOverhead(experiment, request);
  const measuring = repeats * (seconds + startAndWarmUp);
  return { sweep, points, repeats, seconds, startAndWarmUp, measuring, calibration, total: measuring + calibration };
}

/** Of the points of all engines that are asked. */
function meanOverhead(experiment: Experiment, request: RunRequest): Seconds {
  const { overhead } = experiment;
  const own = askedEngines(experiment, request).map((engine) => ({
    points: countPointsOn(experiment, request, engine),
    perRepeat: overhead.perRepeatOn?.[engine] ?? overhead.perRepeat,
  }));
  const points = own.reduce((sum, one) => sum + one.points, 0);
  return points === 0 ? overhead.perRepeat : own.reduce((sum, one) => sum + one.points * one.perRepeat, 0) / points;
}

/** In words, what a sweep leaves out because one of its engines or interpreters does not have it. */
export function leftOut(experiment: Experiment, request: RunRequest, pythons: PythonVersions): string[] {
  const engines = askedEngines(experiment, request);
  return Object.entries(experiment.parameters).flatMap(([name, parameter]) => {
    const values = request.parameters[name] ?? [];
    const byEngine = engines.flatMap((engine) => {
      if (!meantFor(parameter, [engine])) return [];
      const missing = values.filter((value) => !valuesOf(parameter, [value], engine).includes(value));
      if (missing.length === 0) return [];
      const words = `${engine} has no ${missing.join(', ')}: measured on ${engines.filter((other) => other !== engine).join(', ')} alone.`;
      return [words];
    });
    const byPython = [...pythons].flatMap(([interpreter, python]) =>
      choicesTooNew(parameter, python)
        .filter(({ value }) => values.includes(value))
        .map(
          ({ value, leastPython }) => `Python ${interpreter} has no ${value}, which needs ${leastPython}: left out.`,
        ),
    );
    return [...byEngine, ...byPython];
  });
}

/** As many as `planRun` makes, without making them: they may be far too many. */
function countPoints(experiment: Experiment, request: RunRequest): number {
  return askedEngines(experiment, request).reduce((sum, engine) => sum + countPointsOn(experiment, request, engine), 0);
}

function countPointsOn(experiment: Experiment, request: RunRequest, engine: EngineName): number {
  const all = Object.entries(experiment.parameters).filter(([, parameter]) => meantFor(parameter, [engine]));
  const asked = (name: string, parameter: Parameter) => valuesOf(parameter, request.parameters[name], engine);
  const interpreters = engine === 'python' ? (request.parameters[interpreterName]?.length ?? 1) : 1;
  return all.reduce((product, [name, parameter]) => {
    if (isRuled(parameter)) return product; // counted with the parameter that rules it
    const ruled = all.filter(([, own]) => isRuled(own) && own.onlyWith?.parameter === name);
    const branches = asked(name, parameter).map((value) =>
      ruled
        .filter(([, own]) => applies(own, { [name]: value }))
        .reduce((ways, [own, its]) => ways * asked(own, its).length, 1),
    );
    return product * branches.reduce((sum, ways) => sum + ways, 0);
  }, interpreters);
}

/** By another parameter; the engine is settled before all of them. */
function isRuled({ onlyWith }: Parameter): boolean {
  return onlyWith !== undefined && onlyWith.parameter !== 'engine';
}

/** The parameters in their order, but one that depends on another after all that do not. */
function rulersFirst({ parameters }: Experiment): [string, Parameter][] {
  const all = Object.entries(parameters);
  return [...all.filter(([, parameter]) => !isRuled(parameter)), ...all.filter(([, parameter]) => isRuled(parameter))];
}

function applies({ onlyWith }: Parameter, point: PointParameters): boolean {
  return onlyWith === undefined || onlyWith.values.includes(String(point[onlyWith.parameter]));
}

function askedEngines(experiment: Experiment, { parameters }: Pick<RunRequest, 'parameters'>): EngineName[] {
  const asked = parameters['engine'] ?? [];
  return asked.flatMap((value) => experiment.engines.find((engine) => engine === value) ?? []);
}

/** Those of the values that the engine has. */
function valuesOf(
  parameter: Parameter,
  values: readonly ParameterValue[] = [],
  engine: EngineName,
): readonly ParameterValue[] {
  if (parameter.unit !== 'choice') return values;
  return values.filter((value) => hasChoice(parameter, String(value), [engine]));
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
