/** Cost table: each step is measured by its own experiment, once for a short time and once as long as that asks by default. */
import { z } from 'zod';
import { catalogue } from '../../../../shared/lab/catalogue/catalogue.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { costSteps, type CostStep } from '../../../../shared/lab/costSteps.ts';
import { engineNames, type Experiment } from '../../../../shared/lab/experiment.ts';
import { interpreterName, planRun } from '../../../../shared/lab/plan.ts';
import { parseRequest } from '../../../../shared/lab/request.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { fastestClock } from '../engines/fastestClock.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import type { OpenExperiment, RepeatListener, RunnerExperiment } from './experiment.ts';
import { finiteOrNull } from './stretch.ts';

const costPoint = z.object({
  engine: z.enum(engineNames),
  [interpreterName]: z.string().optional(),
  step: z.string(),
});
type CostPoint = z.output<typeof costPoint>;

/** What is shorter than by default, of the parameters that say how long or how often. */
const short: Readonly<Record<string, number>> = { duration: 0.1, count: 10, roundTrips: 2000 };
const agreement = 0.25;

/** `find`: the experiment that measures a step, by its id; a test may hand in another. */
export async function openCostTable(
  order: RunOrder,
  find: (id: string) => RunnerExperiment | undefined,
): Promise<OpenExperiment> {
  const clock = await fastestClock();
  return {
    async measure(params, seed, listener) {
      const point = costPoint.parse(params);
      const step = costSteps.find(({ value }) => value === point.step);
      const open = step === undefined ? undefined : find(step.experiment);
      if (step === undefined || open === undefined)
        throw new ThreadlabError('badInput', `This runner does not measure the step ${point.step}.`);
      const before = clock();
      const experiment = experimentOf(step);
      const own = pointOf(experiment, step, point);
      // Whose threads are pinned by themselves are pinned here too, others not.
      const pinned = { ...order, pins: experiment.pinned === undefined ? null : order.pins };
      const briefly = Object.fromEntries(
        Object.entries(own).map(([name, value]) => [name, Object.hasOwn(short, name) ? (short[name] ?? value) : value]),
      );
      const following = followed(listener);
      const measured = await measureOnce(open, pinned, briefly, seed, following);
      const longer = await measureOnce(open, pinned, own, seed, { ...following, started: () => undefined });
      return conclude(step, experiment.checks, measured, longer, before, clock());
    },
    costOfMeasuring: () => ({}),
    close: () => Promise.resolve(),
  };
}

function experimentOf(step: CostStep): Experiment {
  const experiment = catalogue.find(({ id }) => id === step.experiment);
  if (experiment === undefined) throw new ThreadlabError('internal', `There is no experiment ${step.experiment}.`);
  return experiment;
}

/** The one point of the step's experiment, with its defaults. */
function pointOf(experiment: Experiment, { on }: CostStep, { engine, interpreter }: CostPoint): PointParameters {
  const asked = on[engine];
  if (asked === undefined) throw new ThreadlabError('badInput', `The engine ${engine} does not have this step.`);
  const parameters = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, [value]]));
  const request = parseRequest(experiment, {
    parameters: {
      ...parameters,
      engine: [engine],
      ...(interpreter !== undefined && { [interpreterName]: [interpreter] }),
    },
    repeats: 1,
  });
  const [point] = planRun(experiment, request, 0).points;
  if (point === undefined) throw new ThreadlabError('internal', `${experiment.id} has no point for a step.`);
  return point;
}

async function measureOnce(
  open: RunnerExperiment,
  order: RunOrder,
  point: PointParameters,
  seed: number,
  listener: RepeatListener,
): Promise<MeasuredRepeat> {
  const experiment = await open({ ...order, points: [point], order: [0] });
  try {
    return await experiment.measure(point, seed, listener);
  } finally {
    await experiment.close();
  }
}

/** Whatever the step's experiment counts is a turn here. */
function followed(listener: RepeatListener): RepeatListener {
  return {
    started: (threads) => listener.started(threads),
    sample: (at, counters) => listener.sample(at, { turns: Object.values(counters)[0] ?? [] }),
  };
}

function conclude(
  step: CostStep,
  kinds: Experiment['checks'],
  measured: MeasuredRepeat,
  longer: MeasuredRepeat,
  before: number,
  after: number,
): MeasuredRepeat {
  const [cost, ownCost] = [costOf(step, measured), costOf(step, longer)];
  const failed = [...measured.checks, ...longer.checks].filter(({ id, holds }) => !holds && kinds[id]?.kind === 'A');
  const reason = measured.notAvailable?.[step.metric];
  const checks = {
    partsHold: {
      id: 'partsHold',
      holds: failed.length === 0,
      detail: failed.map(({ id, detail }) => `${id}: ${detail}`).join('; ') || `those of ${step.experiment}`,
    },
    partsAgree: {
      id: 'partsAgree',
      holds: Math.abs(cost / ownCost - 1) <= agreement,
      detail: `${(100 * (cost / ownCost)).toFixed(1)}% of what ${step.experiment} measures by itself`,
    },
  };
  return {
    metrics: {
      cost: finiteOrNull(cost),
      cycles: finiteOrNull(cost * before),
      ownCost: finiteOrNull(ownCost),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: Number.isFinite(cost / ownCost) ? [checks.partsHold, checks.partsAgree] : [checks.partsHold],
    ...(reason !== undefined && { notAvailable: { cost: reason, cycles: reason, ownCost: reason } }),
    readings: { clockDrift: finiteOrNull(Math.abs(after / before - 1)) },
  };
}

/** NaN where it was not measured. */
function costOf({ metric, cost }: CostStep, { metrics }: MeasuredRepeat): Seconds {
  const value = metrics[metric] ?? NaN;
  return cost === 'inverse' ? 1 / value : cost === 'half' ? value / 2 : value;
}
