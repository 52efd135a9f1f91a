/**
 * From what a person asks to what is measured: a sweep becomes points, points and repeats a shuffled order. Window, command line
 * and backend all use this, so they agree.
 */
import type { ParameterValue, PointParameters, RunRequest } from '../runs/record.ts';
import { seededRandom, shuffled } from '../statistics/random.ts';
import { hasChoice, meantFor } from './defaults.ts';
import type { EngineName, Experiment, Parameter } from './experiment.ts';
import { choicesTooNew, type PythonVersions } from './pythonVersion.ts';

/** Which Pythons: a parameter of every experiment that runs on Python, with values that are this machine's. */
export const interpreterName = 'interpreter';

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
export function countPoints(experiment: Experiment, request: RunRequest): number {
  return askedEngines(experiment, request).reduce((sum, engine) => sum + countPointsOn(experiment, request, engine), 0);
}

/** Those of one engine. */
export function countPointsOn(experiment: Experiment, request: RunRequest, engine: EngineName): number {
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

/** In the order of the request. */
export function askedEngines(experiment: Experiment, { parameters }: Pick<RunRequest, 'parameters'>): EngineName[] {
  const asked = parameters['engine'] ?? [];
  return asked.flatMap((value) => experiment.engines.find((engine) => engine === value) ?? []);
}

/** Those of the values that the engine has. */
export function valuesOf(
  parameter: Parameter,
  values: readonly ParameterValue[] = [],
  engine: EngineName,
): readonly ParameterValue[] {
  if (parameter.unit !== 'choice') return values;
  return values.filter((value) => hasChoice(parameter, String(value), [engine]));
}
