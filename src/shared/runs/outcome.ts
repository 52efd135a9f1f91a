/** What became of a run, in one word and a few: the list, the command line's exit status and the result's verdicts read this. */
import { formatCount } from '../units/number.ts';
import type { Point, RunRecord } from './record.ts';

export type RunOutcome = 'passed' | 'failed' | 'inconclusive' | 'cancelled' | 'runFailed';

/**
 * `runFailed`: it ended without a result. `cancelled`: a person ended it. `failed`: an A check failed, which outranks all
 * doubts. `inconclusive`: a G check did not hold or could not be judged, or a point with
 * figures is noisy.
 */
export function runOutcome(record: RunRecord): { outcome: RunOutcome; words: string } {
  const failedA = record.checks.filter(({ kind, outcome }) => kind === 'A' && outcome === 'failed');
  if (failedA.length > 0) return { outcome: 'failed', words: `${idsOf(failedA)} failed` };
  if (record.status === 'failed') return { outcome: 'runFailed', words: 'ended without a result' };
  if (record.status === 'cancelled') {
    const repeats = record.points.reduce((sum, point) => sum + point.repeats.length, 0);
    return { outcome: 'cancelled', words: `cancelled, ${counted(repeats, 'repeat')} kept` };
  }
  const doubts = doubtsOf(record);
  if (doubts.length > 0) return { outcome: 'inconclusive', words: doubts.join('; ') };
  return { outcome: 'passed', words: `${counted(record.checks.length, 'check')} passed` };
}

function doubtsOf(record: RunRecord): string[] {
  const doubts: string[] = [];
  const notHeld = record.checks.filter(({ kind, outcome }) => kind === 'G' && outcome === 'failed');
  const unjudged = record.checks.filter(({ outcome }) => outcome === 'inconclusive');
  if (notHeld.length > 0) doubts.push(`${idsOf(notHeld)} did not hold`);
  if (unjudged.length > 0) doubts.push(`${idsOf(unjudged)} could not be judged`);
  const noisy = record.points.filter((point) => point.noisy && hasFigures(point)).length;
  if (noisy > 0) doubts.push(`${noisy} of ${counted(record.points.length, 'point')} noisy`);
  return doubts;
}

/** What was seen and not measured is no less seen on a busy machine. */
function hasFigures({ metrics, histograms = {}, matrices = {}, series = {} }: Point): boolean {
  return [metrics, histograms, matrices, series].some((of) => Object.keys(of).length > 0);
}

function idsOf(checks: readonly { id: string }[]): string {
  return [...new Set(checks.map(({ id }) => id))].join(', ');
}

function counted(number: number, thing: string): string {
  return `${formatCount(number)} ${thing}${number === 1 ? '' : 's'}`;
}
