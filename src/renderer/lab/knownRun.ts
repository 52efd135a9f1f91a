/** What the window knows of a run: items of the subscription carry only what is new, so they are gathered here. */
import type { FinishedRepeat, LiveSample, RunState } from '../../shared/lab/contract.ts';

/** Samples are kept as long as the live chart shows them, and a little longer (seconds). */
const keptSeconds = 11;

export interface KnownRun extends Omit<RunState, 'finished' | 'samples'> {
  /** All repeats finished so far, in order. */
  finished: readonly FinishedRepeat[];
  /** Those of the last 11 s, ascending by time. */
  samples: readonly LiveSample[];
}

/** `known` with what `next` adds. After a lost connection the first item repeats what was sent before: nothing is counted twice. */
export function gatherRun(known: KnownRun | null, next: RunState): KnownRun {
  if (known === null || known.id !== next.id) return { ...next, samples: recent(next.samples) };
  const seen = new Set(known.finished.map(({ repeat }) => repeat));
  const finished = [...known.finished, ...next.finished.filter(({ repeat }) => !seen.has(repeat))];
  const last = known.samples.at(-1)?.at ?? -Infinity;
  return {
    ...next,
    plan: kept(known.plan, next.plan),
    request: kept(known.request, next.request),
    achieved: kept(known.achieved, next.achieved),
    finished: next.finished.length === 0 ? known.finished : finished.toSorted((a, b) => a.repeat - b.repeat),
    samples: recent([...known.samples, ...next.samples.filter(({ at }) => at > last)]),
  };
}

/** What says the same as before is the same object: the charts that rest on it are not drawn again. */
function kept<Part>(before: Part, next: Part): Part {
  return JSON.stringify(before) === JSON.stringify(next) ? before : next;
}

function recent(samples: readonly LiveSample[]): LiveSample[] {
  const newest = samples.at(-1)?.at ?? 0;
  return samples.filter(({ at }) => at >= newest - keptSeconds);
}
