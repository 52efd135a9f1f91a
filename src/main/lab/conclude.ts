/** From what was measured to the run record: medians with intervals, merged histograms, marked outliers, judged checks. */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { GateLimits } from '../../shared/lab/gateLimits.ts';
import { isDisturbed, onlyOversubscribed } from '../../shared/lab/oversubscribed.ts';
import type { RunPlan } from '../../shared/lab/plan.ts';
import {
  recordSchemaName,
  type CheckOutcome,
  type Environment,
  type Gate,
  type Histogram,
  type Point,
  type PointParameters,
  type Repeat,
  type Series,
  type RunRecord,
  type RunRequest,
  type Summary,
} from '../../shared/runs/record.ts';
import { mergeHistograms } from '../../shared/statistics/histogram.ts';
import { tukeyOutliers } from '../../shared/statistics/outliers.ts';
import { median } from '../../shared/statistics/quantile.ts';
import { summarise } from '../../shared/statistics/summarise.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { joinMatrices } from './joinMatrices.ts';
import type { MeasuredRepeat } from './runner/protocol.ts';
import { scalingFits } from './scalingFits.ts';
import { judgeSweeps, sweepChecks } from './sweepChecks.ts';

export interface JudgedRepeat {
  point: number;
  measured: MeasuredRepeat;
  gate: Gate;
}

export interface RunFacts {
  id: string;
  experiment: Experiment;
  request: RunRequest;
  seed: number;
  startedAt: string;
  elapsed: number;
  status: RunRecord['status'];
  error: RunRecord['error'] | null;
  environment: Environment;
  gateLimits: GateLimits;
  plan: RunPlan;
  repeats: readonly JudgedRepeat[];
  costOfMeasuring: Readonly<Record<string, number>>;
  /** What whoever asked was told before. */
  warnings: readonly string[];
  /** Metrics that this machine does not give, and why. */
  notAvailable: Readonly<Record<string, string>>;
  /** Of the run, by the monotonic clock. */
  begun: Seconds;
}

export function conclude(facts: RunFacts): RunRecord {
  const { experiment, plan, repeats } = facts;
  const ofPoint = (index: number) => repeats.filter(({ point }) => point === index);
  const points = plan.points.map((params, index) => concludePoint(facts, params, ofPoint(index)));
  return {
    schema: recordSchemaName,
    id: facts.id,
    experiment: experiment.id,
    startedAt: facts.startedAt,
    elapsed: facts.elapsed,
    status: facts.status,
    ...(facts.error !== null && { error: facts.error }),
    seed: facts.seed,
    environment: facts.environment,
    request: facts.request,
    points,
    baselines: [],
    checks: [
      ...plan.points.flatMap((params, index) => judgeChecks(experiment, params, ofPoint(index))),
      ...judgeSweeps(experiment, points, facts.environment, sweepChecks[experiment.id] ?? []),
    ],
    fits: scalingFits(experiment, points, facts.seed),
    gateLimits: { ...facts.gateLimits },
    ...(facts.warnings.length > 0 && { warnings: [...facts.warnings] }),
    ...(Object.keys(facts.notAvailable).length > 0 && { notAvailable: { ...facts.notAvailable } }),
    costOfMeasuring: { ...facts.costOfMeasuring },
  };
}

function concludePoint(
  { experiment, seed, begun }: RunFacts,
  params: PointParameters,
  repeats: readonly JudgedRepeat[],
): Point {
  const main = repeats.map(({ measured }) => measured.metrics[experiment.chart.metric] ?? NaN);
  const outliers = tukeyOutliers(main);
  const metrics: Record<string, Summary> = {};
  for (const [name, { unit, shape }] of Object.entries(experiment.metrics)) {
    if (shape !== 'scalar' && shape !== 'grid') continue;
    const summary = summarise(
      repeats.map(({ measured }) => measured.metrics[name] ?? NaN),
      unit,
      seed,
    );
    if (summary !== null) metrics[name] = summary;
  }
  const histograms = mergeByName(repeats);
  const series = joinSeries(experiment, repeats, begun);
  const matrices = joinMatrices(experiment, repeats);
  const achieved = mediansByName(repeats.map(({ measured }) => measured.achieved));
  // Most of them: the median of the repeats is then a disturbed one.
  const disturbed = repeats.filter(({ gate }) => isDisturbed(gate)).length;
  const noisy = disturbed > repeats.length / 2;
  return {
    params,
    repeats: repeats.map(({ measured, gate }, i): Repeat => ({
      metrics: measured.metrics,
      ...(Object.keys(measured.perThread).length > 0 && { perThread: measured.perThread }),
      ...(Object.keys(measured.histograms).length > 0 && { histograms: measured.histograms }),
      ...(measured.matrices && { matrices: measured.matrices }),
      ...(measured.outcomes && { outcomes: measured.outcomes }),
      ...(measured.lastLines && { lastLines: measured.lastLines }),
      gate,
      outlier: outliers[i] ?? false,
    })),
    metrics,
    ...(Object.keys(histograms).length > 0 && { histograms }),
    ...(Object.keys(series).length > 0 && { series }),
    ...(Object.keys(matrices).length > 0 && { matrices }),
    ...(Object.keys(achieved).length > 0 && { achieved }),
    noisy,
    oversubscribed: !noisy && repeats.some(({ gate }) => onlyOversubscribed(gate)),
  };
}

/** A check holds when it held in every repeat. One of kind G counts only the repeats that passed the gate; without any it is inconclusive. */
function judgeChecks(
  experiment: Experiment,
  params: PointParameters,
  repeats: readonly JudgedRepeat[],
): CheckOutcome[] {
  return Object.entries(experiment.checks).flatMap(([id, { kind }]): CheckOutcome[] => {
    const answered = repeats.flatMap(({ measured, gate }) => {
      const answer = measured.checks.find((check) => check.id === id);
      return answer ? [{ ...answer, gate }] : [];
    });
    if (answered.length === 0) return [];
    const counted = kind === 'A' ? answered : answered.filter(({ gate }) => gate.passed);
    const failed = counted.filter(({ holds }) => !holds);
    const shown = failed[0] ?? counted[0] ?? answered[0];
    const outcome = counted.length === 0 ? 'inconclusive' : failed.length > 0 ? 'failed' : 'passed';
    const detail =
      outcome === 'inconclusive'
        ? `no repeat passed the gate: ${[...new Set(answered.flatMap(({ gate }) => gate.reasons))].slice(0, 3).join('; ')}`
        : `${verdict(failed.length, counted.length)}: ${shown?.detail}`;
    return [{ id, kind, outcome, params, detail }];
  });
}

function verdict(failed: number, all: number): string {
  return failed > 0
    ? `failed in ${failed} of ${all} repeats, the first`
    : `held in ${all} of ${all} repeats, the first`;
}

function mergeByName(repeats: readonly JudgedRepeat[]): Record<string, Histogram> {
  const byName = new Map<string, Histogram[]>();
  for (const { measured } of repeats) {
    for (const [name, histogram] of Object.entries(measured.histograms)) {
      byName.set(name, [...(byName.get(name) ?? []), histogram]);
    }
  }
  return Object.fromEntries([...byName].map(([name, all]) => [name, mergeHistograms(all, all[0]?.unit ?? '')]));
}

/** Of all repeats one after the other, as they were measured; times count from the run's start. */
function joinSeries({ metrics }: Experiment, repeats: readonly JudgedRepeat[], begun: Seconds): Record<string, Series> {
  const joined: Record<string, Series> = {};
  for (const [index, { measured }] of repeats.entries()) {
    for (const [name, { at, values, labels }] of Object.entries(measured.series ?? {})) {
      const series = (joined[name] ??= {
        unit: metrics[name]?.unit ?? 'count',
        at: [],
        repeat: [],
        values: values.map(() => []),
        ...(labels && { labels }),
      });
      series.at.push(...at.map((moment) => moment - begun));
      series.repeat.push(...at.map(() => index));
      values.forEach((own, thread) => series.values[thread]?.push(...own));
    }
  }
  return joined;
}

function mediansByName(values: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = new Set(values.flatMap((value) => Object.keys(value)));
  return Object.fromEntries([...names].map((name) => [name, median(values.flatMap((value) => value[name] ?? []))]));
}
