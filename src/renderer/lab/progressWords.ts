/** Where a run stands, in words. */
import { interpreterName } from '../../shared/lab/plan.ts';
import { runnerOf } from '../../shared/runs/words/sentence.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount } from '../../shared/units/number.ts';
import { pointWords } from '../result/series.ts';
import type { KnownRun } from './knownRun.ts';

const phases = {
  starting: 'starting',
  calibrating: 'calibrating',
  measuring: '',
  finishing: 'concluding',
  ended: 'ended',
} as const satisfies Record<KnownRun['phase'], string>;

/** `point`: "mcs, 4 threads" (of several engines "native, mcs, 4 threads"), or the phase where no repeat is under way. `repeat`: "repeat 46 of 80". */
export function progressWords(run: KnownRun, experiment: Experiment | undefined): { point: string; repeat: string } {
  const { current, phase, plan } = run;
  const total = formatCount(plan.order.length);
  if (current === null) return { point: phases[phase], repeat: `${formatCount(run.done)} of ${total} repeats done` };
  const params = plan.points[current.point] ?? {};
  const several = (name: string) => (run.request.parameters[name]?.length ?? 0) > 1;
  const isTold = (several('engine') && experiment?.chart.by !== 'engine') || several(interpreterName);
  const runner = isTold ? runnerOf(params) : null;
  const words = experiment === undefined ? '' : pointWords(experiment, params);
  return {
    point: runner === null ? words : `${runner}, ${words}`,
    repeat: `repeat ${formatCount(current.repeat + 1)} of ${total}`,
  };
}

/** "Process 61877, threads mcs-w0 to mcs-w3"; null before the runner has started and after it has ended. */
export function processWords(run: KnownRun): string | null {
  if (run.process === null) return null;
  const threads = run.current?.threads ?? [];
  const [first, last] = [threads[0], threads.at(-1)];
  if (first === undefined || last === undefined) return `Process ${run.process.pid}`;
  if (first === last) return `Process ${run.process.pid}, thread ${first.name}`;
  return `Process ${run.process.pid}, threads ${first.name} to ${last.name}`;
}

/** "24 s", "left", "of 2 min"; of what cannot be known before, how long it has run: "24 s", "so far". */
export function timeWords({ elapsed, remaining }: Pick<KnownRun, 'elapsed' | 'remaining'>): {
  time: string;
  what: string;
  whole: string;
} {
  const words = (seconds: number): string => formatSeconds(Math.round(seconds));
  if (remaining === null) return { time: words(elapsed), what: 'so far', whole: '' };
  return { time: words(remaining), what: 'left', whole: `of ${words(elapsed + remaining)}` };
}
