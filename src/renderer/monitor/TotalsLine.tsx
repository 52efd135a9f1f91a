/**
 * Where the CPU time of all processes is: in the rows that are shown, in those that the filter hides, and in no row, because the
 * process was born and ended between two readings, or may not be seen. The parts add up to the whole.
 */
import { formatCount, formatFixed } from '../../shared/units/number.ts';
import { numberAt } from './rows/passRows.ts';
import { useMonitor, type MonitorState } from './store.ts';

export function TotalsLine() {
  const inRows = useMonitor(cpuOfRows);
  const shown = useMonitor((state) => (state.shape === 'threads' ? NaN : state.matchingCpu));
  const isFiltered = useMonitor(({ shape, filter }) => shape !== 'threads' && filter.inForce.alternatives.length > 0);
  const notSeen = useMonitor((state) => state.snapshot?.machine.notSeenCpu ?? NaN);
  const hidden = useMonitor((state) => state.snapshot?.hidden.permission);
  const parts: readonly (readonly [value: number, words: string, tip?: string])[] = [
    ...(isFiltered
      ? ([
          [shown, 'in the rows shown'],
          [inRows - shown, 'filtered out'],
        ] as const)
      : ([[inRows, 'in the rows']] as const)),
    [notSeen, 'in no row', 'Of processes that were born and ended between two readings, or that may not be seen.'],
  ];
  return (
    <div className="totals-line" role="note" aria-label="Where the CPU time is">
      <span className="text-3">CPUs used</span>
      {parts.map(([value, words, tip], at) => (
        <span key={words} data-tip={tip}>
          {at > 0 && <span className="text-3">+ </span>}
          <b>{formatFixed(value, 2)}</b> <span className="text-3">{words}</span>
        </span>
      ))}
      <span>
        <span className="text-3">= </span>
        <b>{formatFixed(inRows + notSeen, 2)}</b> <span className="text-3">by all processes</span>
      </span>
      {hidden !== undefined && hidden > 0 && (
        <span className="text-3">
          {formatCount(hidden)} {hidden === 1 ? 'row' : 'rows'} hidden by permission
        </span>
      )}
    </div>
  );
}

/** In cores; NaN where it is not known of one. What has ended since the last reading is in no row. */
function cpuOfRows({ processes }: MonitorState): number {
  let sum = 0;
  for (const row of processes) if (row.status !== 'ended') sum += numberAt(row, 'cpu');
  return sum;
}
