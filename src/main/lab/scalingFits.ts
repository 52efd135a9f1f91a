/** Curve fits of a record: how throughput grows with the threads, for every combination of the other parameters. */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { Point, RunRecord } from '../../shared/runs/record.ts';
import { fitAmdahl } from '../../shared/statistics/amdahl.ts';
import { fitUsl } from '../../shared/statistics/usl.ts';
import { pointLines } from './pointLines.ts';

/**
 * Fits of the Universal Scalability Law and of Amdahl's for each line of an experiment that is drawn over its threads, from the
 * points that were not disturbed and had a CPU for each thread; too few of them, or points of another shape, are refused in words.
 * None where only one number of threads was asked for, or the main metric is no rate. `params` says which line it is.
 */
export function scalingFits(experiment: Experiment, points: readonly Point[], seed: number): RunRecord['fits'] {
  const { x, metric } = experiment.chart;
  if (x !== 'threads' || experiment.metrics[metric]?.unit !== 'perSecond') return [];
  if (new Set(points.map(({ params }) => params[x])).size < 2) return [];
  return pointLines(points, x).flatMap((line) => {
    const found = line.points.flatMap((point) => measured(point, metric));
    return [fitUsl(found, line.params, seed), fitAmdahl(found, line.params, seed)];
  });
}

function measured({ params, metrics, noisy, oversubscribed }: Point, metric: string) {
  const throughput = metrics[metric]?.median;
  if (noisy || oversubscribed || throughput === undefined) return [];
  return [{ threads: Number(params['threads']), throughput }];
}
