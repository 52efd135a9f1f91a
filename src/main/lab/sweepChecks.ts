/**
 * Checks over a sweep: what the points of a line say of one another, such as that a curve rises. One repeat cannot answer
 * them, so they are judged here from the medians, in a file each in the folder `sweepChecks`.
 */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { CheckOutcome, Environment, Point } from '../../shared/runs/record.ts';
import { pointLines, type PointLine } from './pointLines.ts';
import { ladder } from './sweepChecks/ladder.ts';
import { managerSlower } from './sweepChecks/managerSlower.ts';
import { threadCheaper } from './sweepChecks/threadCheaper.ts';
import { stepSeen } from './sweepChecks/stepSeen.ts';

export interface SweepAnswer {
  holds: boolean;
  detail: string;
}

export interface SweepCheck {
  /** As the catalogue declares it, with its kind. */
  id: string;
  /** The parameter along which it compares points; that of the main chart's x where it is absent. */
  along?: string;
  /**
   * `line.points`: those that were measured, by that parameter in ascending order. null where they say nothing: too few of
   * them, or what was asked is not what the check is about.
   */
  judge: (line: PointLine, environment: Environment) => SweepAnswer | null;
}

/** By experiment. */
export const sweepChecks: Readonly<Record<string, readonly SweepCheck[]>> = {
  'ipc-throughput': [managerSlower],
  'start-cost': threadCheaper,
  'cache-latency': [ladder],
  'false-sharing': [stepSeen],
};

/**
 * A check of kind G counts only the points that are neither noisy nor oversubscribed; where those do not answer it but all
 * points together would, it is inconclusive. `params` of an outcome: what the points of its line have in common.
 */
export function judgeSweeps(
  { chart, checks: declared }: Experiment,
  points: readonly Point[],
  environment: Environment,
  checks: readonly SweepCheck[],
): CheckOutcome[] {
  const measured = points.filter(({ repeats }) => repeats.length > 0);
  return checks.flatMap(({ id, along = chart.x, judge }) => {
    const kind = declared[id]?.kind ?? 'G';
    return pointLines(measured, along).flatMap((line): CheckOutcome[] => {
      const ascending = line.points.toSorted((a, b) => Number(a.params[along]) - Number(b.params[along]));
      const isCounted = ({ noisy, oversubscribed }: Point) => kind === 'A' || !(noisy || oversubscribed);
      const answer = judge({ ...line, points: ascending.filter(isCounted) }, environment);
      const { params } = line;
      if (answer !== null)
        return [{ id, kind, outcome: answer.holds ? 'passed' : 'failed', params, detail: answer.detail }];
      if (judge({ ...line, points: ascending }, environment) === null) return [];
      const detail = `too few points were quiet: ${reasonsOf(ascending.filter((point) => !isCounted(point)))}`;
      return [{ id, kind, outcome: 'inconclusive', params, detail }];
    });
  });
}

/** Why the gate did not let them count, three at most. */
function reasonsOf(points: readonly Point[]): string {
  const reasons = points.flatMap(({ repeats }) => repeats.flatMap(({ gate }) => gate.reasons));
  return [...new Set(reasons)].slice(0, 3).join('; ');
}
