/** How long a run will take. */
import type { RunRequest } from '../runs/record.ts';
import type { Seconds } from '../units/quantity.ts';
import type { Experiment } from './experiment.ts';
import { askedEngines, countPoints, countPointsOn, interpreterName } from './plan.ts';

/** The sum that a person sees. */
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
