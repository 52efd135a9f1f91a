/** How far a run is, as one line that a terminal replaces, or as lines now and then where nobody watches. */
import { experimentOf } from '../../shared/runs/chartAxes.ts';
import type { RunState } from '../../shared/lab/contract.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatParameter, formatRatio } from '../../shared/units/format.ts';
import type { Terminal } from './terminal.ts';

/** Without a terminal, a line each tenth of the repeats. */
const tenths = 10;

const phases = {
  starting: 'starting',
  calibrating: 'calibrating the work',
  measuring: 'measuring',
  finishing: 'finishing',
  ended: 'ended',
} as const;

/** Called with every state of the run. */
export function showProgress(terminal: Terminal): (run: RunState) => void {
  let told = '';
  return (run) => {
    const repeats = run.plan.order.length;
    if (terminal.interactive) {
      terminal.progress(run.outcome === null ? lineOf(run) : null);
      return;
    }
    const step = run.phase === 'measuring' ? `${Math.floor((run.done * tenths) / Math.max(1, repeats))}` : run.phase;
    if (step === told || run.outcome !== null) return;
    told = step;
    terminal.err(lineOf(run));
  };
}

function lineOf(run: RunState): string {
  const repeats = run.plan.order.length;
  if (run.phase !== 'measuring') return `${run.id}: ${phases[run.phase]}`;
  const share = formatRatio(Math.round((100 * run.done) / Math.max(1, repeats)) / 100);
  const whole = (seconds: number): string => formatSeconds(Math.max(1, Math.round(seconds)));
  const left = run.remaining === null ? `${whole(run.elapsed)} so far` : `${whole(run.remaining)} left`;
  return [`${run.id}: ${run.done} of ${repeats} repeats`, share, left, pointWords(run)]
    .filter((part) => part !== '')
    .join(', ');
}

/** What is measured now: the swept parameters only. */
function pointWords(run: RunState): string {
  const point = run.current === null ? undefined : run.plan.points[run.current.point];
  if (point === undefined) return '';
  const parameters = experimentOf(run)?.parameters ?? {};
  return Object.entries(run.request.parameters)
    .filter(([, values]) => values.length > 1)
    .map(([name]) => {
      const unit = parameters[name]?.unit ?? 'count';
      const value = formatParameter(point[name] ?? '', unit);
      return unit === 'choice' ? value : `${name} ${value}`;
    })
    .join(', ');
}
