/** Checks as they are read: one line for each that passed everywhere, one for each place where it did not. */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { CheckOutcome, PointParameters } from '../../shared/runs/record.ts';
import { formatCount } from '../../shared/units/number.ts';
import { pointWords } from './series.ts';

export interface CheckRow {
  outcome: CheckOutcome['outcome'];
  words: string;
  /** What was seen, and where; empty where there is nothing to add. */
  detail: string;
}

/** Failed first, then what could not be judged, then passed; within these in the record's order. */
export function checkRows(experiment: Experiment | undefined, checks: readonly CheckOutcome[]): CheckRow[] {
  const rank = { failed: 0, inconclusive: 1, passed: 2 } as const;
  const passed = Map.groupBy(
    checks.filter((check) => check.outcome === 'passed'),
    (check) => check.id,
  );
  const rows: CheckRow[] = checks
    .filter((check) => check.outcome !== 'passed')
    .map((check) => ({
      outcome: check.outcome,
      words: wordsOf(experiment, check.id),
      detail: [check.params === undefined ? '' : placeWords(experiment, check.params), check.detail]
        .filter((part) => part !== '')
        .join(': '),
    }));
  for (const [id, group] of passed) {
    const [first] = group;
    const several = group.length > 1 ? `at ${formatCount(group.length)} points` : (first?.detail ?? '');
    rows.push({ outcome: 'passed', words: wordsOf(experiment, id), detail: several });
  }
  return rows.toSorted((a, b) => rank[a.outcome] - rank[b.outcome]);
}

function wordsOf(experiment: Experiment | undefined, id: string): string {
  return experiment?.checks[id]?.words ?? id;
}

/** Where a check was made: by what the chart distinguishes, or all of it where the experiment is not known here. */
function placeWords(experiment: Experiment | undefined, params: PointParameters): string {
  if (experiment !== undefined) return pointWords(experiment, params);
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
