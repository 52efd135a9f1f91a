/** Live threads + exited threads = process: the total that thread tables elsewhere leave unexplained. */
import { formatCpuTime } from '../../shared/units/cpuTime.ts';
import { formatCount } from '../../shared/units/number.ts';
import { numberAt } from './rows/passRows.ts';
import type { ProcessRow, ThreadRow } from './store.ts';
import { sumLine } from './rows/threadSum.ts';

export function SumLine({ row, threads }: { row: ProcessRow; threads: readonly ThreadRow[] }) {
  const live = threads.filter((thread) => thread.status !== 'ended');
  const sum = sumLine(
    live.map((thread) => numberAt(thread, 'cpuTime')),
    numberAt(row, 'cpuTime'),
  );
  return (
    <div className="sum-line">
      <span className="text-3">CPU time since start</span>
      {sum === null ? (
        <span className="text-3">–</span>
      ) : (
        <>
          <span>
            <b>{formatCpuTime(sum.live)}</b>{' '}
            <span className="text-3">
              {formatCount(live.length)} live {live.length === 1 ? 'thread' : 'threads'}
            </span>
          </span>
          <span className="text-3">+</span>
          <span>
            <b>{formatCpuTime(sum.exited)}</b>{' '}
            <span className="text-3">{sum.mayBeRounding ? 'exited threads, or rounding' : 'exited threads'}</span>
          </span>
          <span className="text-3">=</span>
          <span>
            <b>{formatCpuTime(sum.process)}</b> <span className="text-3">process</span>
          </span>
        </>
      )}
      <span className="spring" />
      <span className="text-3 small sum-note">States are sampled, totals are counted</span>
    </div>
  );
}
