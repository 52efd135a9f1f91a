/**
 * Ready-made requests of four lengths, for any experiment and machine: how broad the sweeps are follows from the machine and the
 * catalogue, how often and how long each point is measured from the time that the estimate may come to.
 */
import type { ParameterValue, RunRequest } from '../runs/record.ts';
import type { Seconds } from '../units/quantity.ts';
import { choicesOf, defaultsOf, hasChoice, meantFor } from './defaults.ts';
import {
  isNumeric,
  type ChoiceParameter,
  type EngineName,
  type Experiment,
  type NumberParameter,
} from './experiment.ts';
import { estimate } from './estimate.ts';
import { interpreterName } from './plan.ts';
import { maxRepeats, parseRequest } from './request.ts';
import { startsOwnCode } from './textParameter.ts';

export interface Preset {
  title: string;
  /** How long, and what for. */
  words: string;
  /** What the estimate should come to. */
  aim: Seconds;
  /** Of threads: the two ends alone, each doubling, or the values between as well. */
  threads: 'ends' | 'doublings' | 'dense';
  /** Of what makes the lines of the main chart: the catalogue's default values, or as many as a chart can show. */
  lines: 'default' | 'all';
  repeats: number;
}

export const presetNames = ['quick-look', 'two-minutes', 'lecture', 'thorough'] as const;
export type PresetName = (typeof presetNames)[number];

export const presets: Readonly<Record<PresetName, Preset>> = {
  'quick-look': {
    title: 'Quick look',
    words: 'Some 20 s: the two ends of the sweep, to see what there is to see.',
    aim: 20,
    threads: 'ends',
    lines: 'default',
    repeats: 3,
  },
  'two-minutes': {
    title: 'Two minutes',
    words: 'The default values, and every doubling of the threads where they are swept.',
    aim: 120,
    threads: 'doublings',
    lines: 'default',
    repeats: 5,
  },
  lecture: {
    title: 'Lecture',
    words: 'Ten minutes, to be talked about while it runs: as many lines as a chart can show.',
    aim: 600,
    threads: 'doublings',
    lines: 'all',
    repeats: 6,
  },
  thorough: {
    title: 'Thorough',
    words: 'Half an hour: thread counts between the doublings too, enough repeats for a 95% interval.',
    aim: 1800,
    threads: 'dense',
    lines: 'all',
    repeats: 10,
  },
};

/** What a preset rests on besides the catalogue. */
export interface PresetBasis {
  /** CPUs that may be used here. */
  cpus: number;
  engines: readonly EngineName[];
}

/** Lines that a chart can show (DESIGN: eight marks that can be told apart). */
const mostLines = 8;
/** A repeat of fixed time is not made shorter than this, nor longer than the second while more repeats can be made instead (seconds). */
const shortestRepeat: Seconds = 0.1;
const comfortableRepeat: Seconds = 2;
const comfortableRepeats = 30;
const fewestRepeats = 2;
/** An estimate over the aim by no more than this is near it. */
const tolerance = 1.1;

/** The request of a preset (its defaults where a person writes what is started: nothing to vary): a valid one, whose estimate is as near to the preset's time as the experiment's ranges let it be. */
export function presetRequest(experiment: Experiment, name: PresetName, basis: PresetBasis): RunRequest {
  if (startsOwnCode(experiment)) return parseRequest(experiment, { parameters: { engine: [...basis.engines] } });
  const preset = presets[name];
  const sweeps = sweepsOf(experiment, preset, basis);
  const narrowest = sweeps.at(-1) ?? {};
  for (const sweep of sweeps) {
    for (const repeats of [preset.repeats, fewestRepeats]) {
      const shortest = requestOf(experiment, sweep, repeats, shortestOf(experiment));
      if (estimate(experiment, shortest).total <= preset.aim * tolerance)
        return fit(experiment, sweep, repeats, preset.aim);
    }
  }
  return fit(experiment, narrowest, fewestRepeats, preset.aim);
}

/** The preset that asks for just this, on whatever interpreters; null where none does. */
export function presetOf(experiment: Experiment, request: RunRequest, cpus: number): PresetName | null {
  const engines = experiment.engines.filter((engine) => request.parameters['engine']?.includes(engine));
  const { repeats } = request;
  const { [interpreterName]: _anyInterpreter, ...parameters } = request.parameters;
  return (
    presetNames.find((name) => {
      const own = presetRequest(experiment, name, { cpus, engines });
      return own.repeats === repeats && JSON.stringify(own.parameters) === JSON.stringify(parameters);
    }) ?? null
  );
}

/** Those that differ: an experiment with nothing to sweep has as many repeats as there may be in all the longer ones. */
export function presetsFor(experiment: Experiment, basis: PresetBasis): PresetName[] {
  if (startsOwnCode(experiment)) return [];
  const asked = presetNames.map((name) => JSON.stringify(presetRequest(experiment, name, basis)));
  return presetNames.filter((_, i) => asked.indexOf(asked[i] ?? '') === i);
}

type Sweep = Readonly<Record<string, readonly ParameterValue[]>>;

/** From the broadest to the narrowest: thread counts are given up before lines are. */
function sweepsOf(experiment: Experiment, preset: Preset, { cpus, engines }: PresetBasis): Sweep[] {
  const counted = countedName(experiment);
  const threads = experiment.parameters[counted];
  // What makes the lines, or where those are no choices, what stands along the axis.
  const { chart } = experiment;
  const linesName = experiment.parameters[chart.by]?.unit === 'choice' ? chart.by : chart.x;
  const by = experiment.parameters[linesName];
  const rest = Object.fromEntries(
    Object.entries(experiment.parameters).flatMap(([name, parameter]) =>
      parameter.unit === 'choice' && meantFor(parameter, engines)
        ? [[name, choicesOf(parameter, engines, parameter.default)]]
        : [],
    ),
  );
  const lineSets =
    by?.unit === 'choice' && by.sweep
      ? lineSetsOf(by, engines, preset.lines, linesName === chart.by ? mostLines : Infinity)
      : [rest[linesName] ?? []];
  const counts =
    isNumeric(threads) && threads.sweep
      ? thinner(threadCounts(threads, experiment.crowding, cpus, preset.threads)).filter(
          ({ length }) => experiment.chart.by !== 'threads' || length <= mostLines,
        )
      : [null];
  const places = placesOf(experiment, engines);
  return lineSets.flatMap((lines) =>
    counts.flatMap((values) =>
      places.map((place) => ({
        ...rest,
        ...(preset.threads === 'dense' && fixedCounts(experiment, engines)),
        engine: engines,
        ...(lines.length > 0 && { [linesName]: lines }),
        ...(values !== null && { [counted]: values }),
        ...place,
      })),
    ),
  );
}

/** The parameter that says how many threads there are, or else how many workers. */
function countedName({ parameters }: Experiment): string {
  return parameters['threads'] === undefined ? 'workers' : 'threads';
}

/** What stands along the x axis where that is another number than of threads: the default values, down to three of them; nothing said elsewhere. */
function placesOf(experiment: Experiment, engines: readonly EngineName[]): Sweep[] {
  const { parameters } = experiment;
  const { x } = experiment.chart;
  const parameter = parameters[x];
  if (x === countedName(experiment) || parameter === undefined || parameter.unit === 'choice' || !parameter.sweep)
    return [{}];
  const lists = thinner(defaultsOf(parameter, engines)).filter(({ length }) => length >= 3);
  return lists.length < 2 ? [{}] : lists.map((values) => ({ [x]: values }));
}

function lineSetsOf(
  by: ChoiceParameter,
  engines: readonly EngineName[],
  lines: Preset['lines'],
  most: number,
): string[][] {
  const usual = choicesOf(by, engines, by.default);
  const others = by.choices.map(({ value }) => value).filter((value) => !usual.includes(value));
  const all = choicesOf(
    by,
    engines,
    [...usual, ...others].filter((value) => hasChoice(by, value, engines)).slice(0, most),
  );
  const few = choicesOf(by, engines, usual.slice(0, 2));
  return lines === 'all' ? [all, usual, few] : [usual, few];
}

/** Ascending, up to the CPUs; where more threads than CPUs are what is asked, as many as the parameter has for each CPU. */
function threadCounts(
  { min, max, perCpu = 1 }: NumberParameter,
  crowding: Experiment['crowding'],
  cpus: number,
  density: Preset['threads'],
): number[] {
  // One thread competes with nobody, so there are two even on one CPU.
  const most = Math.min(max, Math.max(2, crowding === 'asked' ? cpus * perCpu : cpus));
  const least = Math.max(1, min);
  const doublings = Array.from({ length: Math.ceil(Math.log2(most)) + 1 }, (_, power) => 2 ** power);
  const between = doublings.map((count) => count * 1.5).filter(Number.isInteger);
  const steps = {
    ends: crowding === 'asked' && cpus > 1 ? [1, cpus] : [1],
    doublings,
    dense: [...doublings, ...between],
  }[density];
  return [...new Set([...steps, most])].filter((count) => count >= least && count <= most).toSorted((a, b) => a - b);
}

/** What each repeat of a fixed count makes, and a tenth and a hundredth of it; nothing in an experiment of fixed time. */
function fixedCounts({ parameters, chart }: Experiment, engines: readonly EngineName[]): Record<string, number[]> {
  if (parameters['duration'] !== undefined) return {};
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, parameter]) => {
      if (name === 'threads' || name === chart.x || parameter.onlyWith !== undefined || !parameter.sweep) return [];
      if (parameter.unit !== 'count' || !parameter.integer) return [];
      const largest = Math.max(...defaultsOf(parameter, engines).map(Number));
      return [
        [
          name,
          [largest / 100, largest / 10, largest].filter((count) => count >= parameter.min && Number.isInteger(count)),
        ],
      ];
    }),
  );
}

/** The list, then with every second value left out, down to its two ends. */
function thinner<Value>(values: readonly Value[]): (readonly Value[])[] {
  if (values.length <= 2) return [values];
  const last = values.length - 1;
  return [values, ...thinner(values.filter((_, index) => index === last || (index % 2 === 0 && index !== last - 1)))];
}

/** Longer repeats up to a comfortable length, then more of them, then longer ones again, then as many as there may be. */
function fit(experiment: Experiment, sweep: Sweep, wanted: number, aim: Seconds): RunRequest {
  const { duration } = experiment.parameters;
  const longest = isNumeric(duration) ? duration.max : 0;
  const shortest = shortestOf(experiment);
  const { points, startAndWarmUp, calibration } = estimate(experiment, requestOf(experiment, sweep, wanted, shortest));
  const perPoint = (aim - calibration) / points;
  const lengthFor = (repeats: number, most: Seconds) =>
    Math.min(most, longest, Math.max(shortest, Number((perPoint / repeats - startAndWarmUp).toPrecision(2))));
  const repeatsFor = (length: Seconds, most: number) =>
    Math.min(most, Math.max(wanted, Math.round(perPoint / (length + startAndWarmUp))));
  const repeats = repeatsFor(lengthFor(wanted, comfortableRepeat), comfortableRepeats);
  const length = lengthFor(repeats, Infinity);
  return requestOf(experiment, sweep, repeatsFor(length, maxRepeats), length);
}

/** 0 in an experiment of a fixed count. */
function shortestOf({ parameters: { duration } }: Experiment): Seconds {
  return isNumeric(duration) ? Math.max(duration.min, shortestRepeat) : 0;
}

function requestOf(experiment: Experiment, sweep: Sweep, repeats: number, length: Seconds): RunRequest {
  const parameters = Object.fromEntries(Object.entries(sweep).map(([name, values]) => [name, [...values]]));
  return parseRequest(experiment, {
    parameters: { ...parameters, ...(length > 0 && { duration: [length] }) },
    repeats,
  });
}
