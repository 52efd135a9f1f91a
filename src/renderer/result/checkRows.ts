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

const rank = { failed: 0, inconclusive: 1, passed: 2 } as const;

/** Failed first, each by itself; then what could not be judged and what passed, a check a line. */
export function checkRows(experiment: Experiment | undefined, checks: readonly CheckOutcome[]): CheckRow[] {
  const groups = Map.groupBy(checks, (check, index) =>
    check.outcome === 'failed' ? `failed ${index}` : `${check.outcome} ${check.id}`,
  );
  const rows = [...groups.values()].flatMap((group): CheckRow[] => {
    const [first] = group;
    if (first === undefined) return [];
    const at = [first.params === undefined ? '' : placeWords(experiment, first.params), first.detail];
    const one = at.filter((part) => part !== '').join(': ');
    return [{ outcome: first.outcome, words: wordsOf(experiment, first.id), detail: detailOf(group, one) }];
  });
  return rows.toSorted((a, b) => rank[a.outcome] - rank[b.outcome]);
}

/** One place with what was seen there; of several, their number, and of doubts the first as an example. */
function detailOf(group: readonly CheckOutcome[], first: string): string {
  if (group.length === 1) return group[0]?.outcome === 'passed' ? (group[0]?.detail ?? '') : first;
  const places = `at ${formatCount(group.length)} points`;
  return group[0]?.outcome === 'passed' ? places : `${places}, such as ${first}`;
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
