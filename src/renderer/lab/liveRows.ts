/** A running experiment -> what its live charts draw. Rates come from the counters that the threads advance, never from expectation. */
import type { FinishedRepeat, LiveSample } from '../../shared/lab/contract.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { isDisturbed, onlyOversubscribed } from '../../shared/lab/oversubscribed.ts';
import type { ChartAxes, Panel } from '../../shared/runs/chartAxes.ts';
import { chartAxes } from '../../shared/runs/chartAxes.ts';
import type { Gate, Point, PointParameters } from '../../shared/runs/record.ts';
import { jain } from '../../shared/statistics/jain.ts';
import { summarise } from '../../shared/statistics/summarise.ts';
import { formatParameter } from '../../shared/units/format.ts';
import type { LiveSegment } from '../charts/liveRows.ts';
import type { PlanBar } from '../charts/PlanStrip.tsx';
import type { ThreadBar } from '../charts/ThreadBars.tsx';
import type { KnownRun } from './knownRun.ts';

/** The counter whose rate is the experiment's "now", and the metric of the fourth chart. */
export interface LiveView {
  counter: string;
  second: string | null;
}

/** What is drawn so far: the main metric, or where that is no number of a repeat (a matrix) the first that is. */
export function metricSoFar({ chart: { metric: main }, metrics }: Experiment): string {
  if (metrics[main]?.shape !== 'matrix') return main;
  return Object.entries(metrics).find(([, { shape }]) => shape === 'scalar')?.[0] ?? main;
}

/** The first live counter; what the result draws below its main chart, else the contended share, else the first scalar beside the main metric. */
export function liveView(experiment: Experiment): LiveView | null {
  const counter = Object.keys(experiment.live)[0];
  if (counter === undefined) return null;
  const scalars = Object.entries(experiment.metrics).filter(
    ([name, metric]) => metric.shape === 'scalar' && name !== metricSoFar(experiment),
  );
  const second = scalars.find(([name]) => name === 'contendedShare') ?? scalars[0];
  const also = experiment.chart.also?.find((name) => experiment.metrics[name]?.shape === 'scalar');
  // Beside what is told in words no figure says how the run goes.
  const inWords = experiment.metrics[experiment.chart.metric]?.shape === 'outcome';
  return { counter, second: also ?? (inWords ? null : (second?.[0] ?? null)) };
}

/** What is measured so far in the form of a record: the same functions then draw both. */
export interface SoFar {
  /** With every asked value from the start. */
  axes: ChartAxes;
  panel: Panel;
}

type RepeatsSoFar = Pick<KnownRun, 'plan' | 'request' | 'finished' | 'achieved'>;

/**
 * What is measured so far, for one who asks again and again while a run goes on: only points with new repeats are summed up anew.
 * Repeats come one or two at a time, and the interval of a hundred costs a millisecond for each metric.
 */
export function followSoFar(): (run: RepeatsSoFar, experiment: Experiment) => SoFar {
  let before: { run: RepeatsSoFar; points: readonly Point[] } | null = null;
  return (run, experiment) => {
    const isSame = before?.run.plan === run.plan && before.run.achieved === run.achieved;
    const known = isSame ? (before?.points ?? []) : [];
    const points = run.plan.points.map((params, index) => {
      const repeats = run.finished.filter((repeat) => repeat.point === index);
      const point = known[index];
      return point?.repeats.length === repeats.length ? point : pointSoFar(run, experiment, params, repeats);
    });
    before = { run, points };
    return inChart(run, experiment, points);
  };
}

function inChart(run: RepeatsSoFar, experiment: Experiment, points: Point[]): SoFar {
  const axes = chartAxes({ experiment: experiment.id, request: run.request, points });
  return { axes, panel: axes.panels[0] ?? { title: '', params: {}, points } };
}

function pointSoFar(
  run: RepeatsSoFar,
  experiment: Experiment,
  params: PointParameters,
  repeats: readonly FinishedRepeat[],
): Point {
  const metrics = Object.entries(experiment.metrics).flatMap(([name, { unit }]) => {
    const summary = summarise(
      repeats.flatMap((repeat) => repeat.metrics[name] ?? []),
      unit,
    );
    return summary === null ? [] : [[name, summary] as const];
  });
  const disturbed = repeats.filter(({ gate }) => isDisturbed(gate)).length;
  const noisy = disturbed * 2 > repeats.length;
  return {
    params,
    repeats: repeats.map(({ metrics: values, gate }) => ({ metrics: values, gate, outlier: false })),
    metrics: Object.fromEntries(metrics),
    achieved: run.achieved,
    noisy,
    oversubscribed: !noisy && repeats.some(({ gate }) => onlyOversubscribed(gate)),
  };
}

function lineOf(axes: ChartAxes, params: PointParameters): { name: string; slot: number } {
  return axes.lines.find((line) => line.value === params[axes.by.name]) ?? { name: axes.by.title, slot: 1 };
}

/** The panel that a point belongs to: the first of those that it stands in. */
function panelOf(axes: ChartAxes, params: PointParameters): number {
  const own = axes.panels.findIndex((panel) =>
    Object.entries(panel.params).every(([name, value]) => params[name] === undefined || params[name] === value),
  );
  return Math.max(0, own);
}

/** NaN where the sample does not tell. */
function total(sample: LiveSample, counter: string): number {
  return sample.counters[counter]?.reduce((sum, count) => sum + count, 0) ?? NaN;
}

/** Counts a second between two readings of one repeat. A counter that stands still is a rate of 0; one that fell, or is not told, gives no point. */
export function liveSegments(run: KnownRun, axes: ChartAxes, counter: string): LiveSegment[] {
  const segments: (LiveSegment & { points: { at: number; value: number }[] })[] = [];
  run.samples.forEach((sample, index) => {
    const before = run.samples[index - 1];
    if (before === undefined || before.repeat !== sample.repeat) return;
    const elapsed = sample.at - before.at;
    const counted = total(sample, counter) - total(before, counter);
    if (!(elapsed > 0 && counted >= 0)) return;
    let segment = segments.at(-1);
    if (segment?.id !== String(sample.repeat)) {
      const params = run.plan.points[run.plan.order[sample.repeat] ?? -1] ?? {};
      const { name, slot } = lineOf(axes, params);
      const variant = panelOf(axes, params);
      const panel = axes.panels[variant]?.title ?? '';
      const x = params[axes.x.name];
      const label = x === undefined || axes.x.values.length < 2 ? '' : formatParameter(x, axes.x.unit);
      segment = {
        id: String(sample.repeat),
        name: panel === '' ? name : `${name}, ${panel}`,
        slot,
        variant,
        label,
        points: [],
      };
      segments.push(segment);
    }
    segment.points.push({ at: sample.at, value: counted / elapsed });
  });
  return segments;
}

/** The counts of each thread in the repeat under way, by the threads' own names; empty between repeats. */
export function threadBars(run: KnownRun, counter: string): ThreadBar[] {
  const { current } = run;
  const newest = run.samples.at(-1);
  if (current === null || newest === undefined || newest.repeat !== current.repeat) return [];
  return (newest.counters[counter] ?? []).map((value, thread) => ({
    name: current.threads[thread]?.name ?? `thread ${thread + 1}`,
    value,
  }));
}

/** Jain's index of the counts so far; NaN before the first. */
export function fairnessSoFar(bars: readonly ThreadBar[]): number {
  return jain(bars.map((bar) => bar.value));
}

/** The strip of all repeats in the order in which they are run. */
export function planBars(run: KnownRun, axes: ChartAxes): PlanBar[] {
  const numbers = axes.x.values.filter((value) => typeof value === 'number');
  const largest = Math.max(...numbers);
  const finished = new Map(run.finished.map((repeat) => [repeat.repeat, repeat]));
  return run.plan.order.map((index, repeat) => {
    const params = run.plan.points[index] ?? {};
    const x = params[axes.x.name];
    const done = finished.get(repeat);
    return {
      size: typeof x === 'number' && largest > 0 ? x / largest : 1,
      slot: lineOf(axes, params).slot,
      state: repeat === run.current?.repeat ? 'now' : done === undefined ? 'waiting' : 'done',
      noisy: done !== undefined && isDisturbed(done.gate),
    };
  });
}

/** What a gate says of its repeat: the machine was quiet enough, or was not, or had more threads than CPUs and nothing else. */
export type GateState = 'passed' | 'disturbed' | 'oversubscribed';

export function gateState(gate: Gate): GateState {
  return gate.passed ? 'passed' : isDisturbed(gate) ? 'disturbed' : 'oversubscribed';
}

export interface GateSoFar {
  /** Of the repeat that ended last. */
  newest: Gate | null;
  /** Repeats that were disturbed, and the reasons of the last of them. */
  noisy: number;
  reasons: readonly string[];
  /** Repeats that had more threads than CPUs and were not disturbed. */
  oversubscribed: number;
}

/** What the gate said of the repeats so far. */
export function gateSoFar(run: KnownRun): GateSoFar {
  const disturbed = run.finished.filter(({ gate }) => isDisturbed(gate));
  return {
    newest: run.finished.at(-1)?.gate ?? null,
    noisy: disturbed.length,
    reasons: disturbed.at(-1)?.gate.reasons ?? [],
    oversubscribed: run.finished.filter(({ gate }) => onlyOversubscribed(gate)).length,
  };
}
