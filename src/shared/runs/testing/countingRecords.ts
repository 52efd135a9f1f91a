/** Hand-made records of lost-update, atomics and signals for tests and pictures, with figures chosen by the caller. */
import { lostUpdate } from '../../lab/catalogue/lost-update.ts';
import { atomics } from '../../lab/catalogue/atomics.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { interpreterName } from '../../lab/plan.ts';
import { summarise } from '../../statistics/summarise.ts';
import type { ParameterValue, Point, RunRecord, Summary } from '../record.ts';
import { recordOf } from './records.ts';

export interface CountingPoint {
  /** With `threads`, and `lock` or `counter`, or what the experiment has instead. */
  params: Readonly<Record<string, ParameterValue>>;
  /** Values of each repeat, by metric. */
  metrics: Readonly<Record<string, readonly number[]>>;
  noisy?: boolean;
  oversubscribed?: boolean;
}

export function lostUpdateRecord(points: readonly CountingPoint[], changes: Partial<RunRecord> = {}): RunRecord {
  return signalRecord(lostUpdate, { engine: 'wasm', increments: 1_000_000 }, points, changes);
}

export function atomicsRecord(points: readonly CountingPoint[], changes: Partial<RunRecord> = {}): RunRecord {
  return signalRecord(atomics, { engine: 'wasm', duration: 0.5 }, points, changes);
}

/** Of any experiment: `fixed` is what all points have in common. */
export function signalRecord(
  experiment: Experiment,
  fixed: Readonly<Record<string, ParameterValue>>,
  shapes: readonly CountingPoint[],
  changes: Partial<RunRecord> = {},
): RunRecord {
  const points = shapes.map((shape) => pointOf(experiment, fixed, shape));
  const names = ['engine', interpreterName, ...Object.keys(experiment.parameters)];
  const parameters: Record<string, ParameterValue[]> = Object.fromEntries(
    names
      .map((name): [string, ParameterValue[]] => [
        name,
        [...new Set(points.flatMap(({ params }) => params[name] ?? []))],
      ])
      .filter(([, values]) => values.length > 0),
  );
  return recordOf([], {
    experiment: experiment.id,
    request: { experiment: experiment.id, parameters, repeats: points[0]?.repeats.length ?? 1 },
    points,
    checks: Object.entries(experiment.checks).map(([id, { kind }]) => ({ id, kind, outcome: 'passed', detail: '' })),
    costOfMeasuring: {},
    ...changes,
  });
}

function pointOf(
  experiment: Experiment,
  fixed: Readonly<Record<string, ParameterValue>>,
  { params, metrics, noisy = false, oversubscribed = false }: CountingPoint,
): Point {
  const summaries: Record<string, Summary> = {};
  for (const [name, values] of Object.entries(metrics)) {
    const summary = summarise(values, experiment.metrics[name]?.unit ?? 'count');
    if (summary !== null) summaries[name] = summary;
  }
  const repeats = Math.max(0, ...Object.values(metrics).map((values) => values.length));
  return {
    params: { ...fixed, ...params },
    repeats: Array.from({ length: repeats }, (_, i) => ({
      metrics: Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values[i] ?? null])),
      gate: noisy
        ? { passed: false, reasons: ['steal 4%, limit 3%'], readings: { steal: 0.04 } }
        : { passed: true, reasons: [], readings: { steal: 0.001 } },
      outlier: false,
    })),
    metrics: summaries,
    noisy,
    oversubscribed,
  };
}
