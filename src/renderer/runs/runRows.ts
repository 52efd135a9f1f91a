/** The list as it is shown: newest first, filtered by words. */
import type { RunSummary } from '../../shared/runs/contract.ts';
import { outcomeLook } from '../result/outcomeLook.ts';

/** Everything that is written on a line, for the filter. */
function textOf(run: RunSummary): string {
  const parts = run.readable
    ? [run.title ?? '', run.experiment, run.id, ...run.engines, outcomeLook[run.outcome].words, run.outcomeWords]
    : [run.fileName, 'unreadable', run.reason];
  return parts.join(' ').toLowerCase();
}

/** Lines that hold every word of `text`; readable ones by start, newest first, then the files that cannot be read. */
export function runRows(runs: readonly RunSummary[], text: string): RunSummary[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return runs
    .filter((run) => words.every((word) => textOf(run).includes(word)))
    .toSorted((a, b) => {
      if (a.readable && b.readable) return b.startedAt.localeCompare(a.startedAt);
      if (a.readable !== b.readable) return a.readable ? -1 : 1;
      return a.readable || b.readable ? 0 : a.fileName.localeCompare(b.fileName);
    });
}

/** What a line is called when something is done with it: the given name, else the experiment and its time. */
export function nameOf(run: Extract<RunSummary, { readable: true }>, moment: string): string {
  return run.title ?? `${run.experiment} of ${moment}`;
}
