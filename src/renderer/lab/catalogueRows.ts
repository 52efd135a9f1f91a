/** The catalogue in two columns of groups, filtered, with the last run of each experiment. */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { RunSummary } from '../../shared/runs/contract.ts';

const rightColumn: readonly Experiment['group'][] = ['Locks and signals', 'The CPU'];

/** Experiments whose question, id, group or engines hold every word of `text`. */
export function matching(experiments: readonly Experiment[], text: string): Experiment[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return experiments.filter(({ question, id, group, engines }) => {
    const all = [question, id, group, ...engines].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** Groups in the catalogue's order, in two columns; one column where everything stands on one side. */
export function catalogueColumns(
  experiments: readonly Experiment[],
): (readonly (readonly [string, readonly Experiment[]])[])[] {
  const groups = [...Map.groupBy(experiments, ({ group }) => group)];
  const right = groups.filter(([group]) => rightColumn.includes(group));
  const left = groups.filter(([group]) => !rightColumn.includes(group));
  return [left, right].filter((column) => column.length > 0);
}

type ReadableRun = Extract<RunSummary, { readable: true }>;

/** The newest readable run of each experiment. */
export function lastRuns(runs: readonly RunSummary[]): ReadonlyMap<string, ReadableRun> {
  const last = new Map<string, ReadableRun>();
  for (const run of runs) {
    if (!run.readable) continue;
    const known = last.get(run.experiment);
    if (known === undefined || run.startedAt > known.startedAt) last.set(run.experiment, run);
  }
  return last;
}
