/** start-cost: starting a thread takes less than half of what starting a process takes, however the process is started. */
import type { Point } from '../../../shared/runs/record.ts';
import { formatValue } from '../../../shared/units/format.ts';
import { formatSignificant } from '../../../shared/units/number.ts';
import type { SweepAnswer, SweepCheck } from '../sweepChecks.ts';

/** os.fork took 3.7 to 4.4 times as long as a thread of Python here, multiprocessing 6.6 times and more. */
const factor = 2;
/** A repeat of threads lasts some milliseconds, and a disturbance may last as long: fewer repeats than these do not show that the check fails. */
const fewestRepeats = 3;

export const threadCheaper: readonly SweepCheck[] = [
  { id: 'threadCheaper', judge: ({ params, points }) => (params['engine'] === 'python' ? judge(points) : null) },
  { id: 'threadCheaperNative', judge: ({ params, points }) => (params['engine'] === 'native' ? judge(points) : null) },
];

/** By the medians of the start latencies; the process is that which starts soonest. */
function judge(points: readonly Point[]): SweepAnswer | null {
  const started = points.flatMap(({ params, metrics: { startLatency } }) =>
    startLatency === undefined ? [] : [{ kind: String(params['kind']), ...startLatency }],
  );
  const thread = started.find(({ kind }) => kind === 'thread');
  const [process] = started.filter(({ kind }) => kind !== 'thread').toSorted((a, b) => a.median - b.median);
  if (thread === undefined || process === undefined) return null;
  const holds = factor * thread.median < process.median;
  if (!holds && Math.min(thread.n, process.n) < fewestRepeats) return null;
  const [own, other] = [thread, process].map(({ median }) => formatValue(median, 'seconds'));
  const times = formatSignificant(process.median / thread.median, 2);
  return { holds, detail: `a thread started in ${own}, a process by ${process.kind} in ${other}: ${times} times` };
}
