/** The lower pane: the threads of the selected process, and the sum that they make with those that have exited. */
import { useMemo, type Ref } from 'react';
import { threadFields, type ThreadField } from '../../shared/monitor/threadFields.ts';
import { formatClockTime } from '../../shared/units/clockTime.ts';
import { formatCount } from '../../shared/units/number.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { StateKey } from '../controls/StateMark.tsx';
import { DataGrid } from '../table/DataGrid.tsx';
import { displayText } from '../table/displayText.ts';
import { balanceWords } from './BalanceBar.tsx';
import { numberAt, textAt } from './passRows.ts';
import { balanceKinds } from './stateBalance.ts';
import { rest, sortThreadsBy, useMonitor, type ProcessRow, type ThreadRow } from './store.ts';
import { SumLine } from './SumLine.tsx';
import { threadColumns } from './threadColumns.tsx';

const HEAD_HEIGHT = 24;
const keyOf = (row: ThreadRow) => row.key;
const rowClass = (row: ThreadRow) => (row.status === 'ended' ? 'row-ended' : '');
const isField = (name: string): name is ThreadField => Object.hasOwn(threadFields, name);

export interface ThreadsPaneProps {
  rowHeight: number;
  stale: boolean;
  ref: Ref<HTMLElement>;
}

export function ThreadsPane({ rowHeight, stale, ref }: ThreadsPaneProps) {
  const row = useMonitor((state) => state.selectedRow);
  const selected = useMonitor((state) => state.selected);
  return (
    <section ref={ref} className={`threads-pane${stale ? ' stale' : ''}`} aria-label="Threads" data-pane tabIndex={-1}>
      {selected === null ? (
        <EmptyState icon="runs" title="No process is selected">
          Pick a row to see its threads, what each waits for, and how their CPU time adds up.
        </EmptyState>
      ) : row === null ? (
        <EmptyState icon="clock" title={`Process ${selected.pid}`}>
          It has not been seen in a reading yet. If it has ended, it will not be.
        </EmptyState>
      ) : (
        <SelectedThreads row={row} rowHeight={rowHeight} />
      )}
    </section>
  );
}

function SelectedThreads({ row, rowHeight }: { row: ProcessRow; rowHeight: number }) {
  const threads = useMonitor((state) => state.shownThreads);
  const sort = useMonitor((state) => state.threadSort);
  const snapshot = useMonitor((state) => state.snapshot);
  const notAvailable = snapshot?.notAvailable;
  const firstPass = snapshot?.interval === null;
  const columns = useMemo(
    () => threadColumns({ scale: { of: 'core' }, notAvailable: notAvailable ?? {}, firstPass }),
    [notAvailable, firstPass],
  );
  const ended = row.status === 'ended';
  return (
    <>
      <header className="threads-head">
        <h2>
          <bdi>{displayText(textAt(row, 'name') ?? '')}</bdi> <span className="text-3">{row.id}</span>
        </h2>
        <span className="text-3 cut">
          {ended
            ? 'has ended; this is what was last read'
            : startWords(row, snapshot?.takenAt, snapshot?.machine.uptime)}
        </span>
        <span className="spring" />
        {balanceKinds
          .filter((kind) => kind !== 'stop')
          .map((kind) => (
            <StateKey key={kind} kind={kind}>
              {balanceWords[kind]}
            </StateKey>
          ))}
      </header>
      <DataGrid
        label={`Threads of ${displayText(textAt(row, 'name') ?? '')}, ${row.id}`}
        columns={columns}
        rows={threads}
        keyOf={keyOf}
        rowClass={rowClass}
        rowHeight={rowHeight}
        headHeight={HEAD_HEIGHT}
        sort={{ column: sort.field, direction: sort.direction }}
        onSort={(column) => {
          if (isField(column)) sortThreadsBy(column);
        }}
        onRest={rest}
        empty={
          <p className="pane-note text-3">
            {ended ? 'Its threads are gone with it.' : 'The threads come with the next reading.'}
          </p>
        }
      />
      <SumLine row={row} threads={threads} />
    </>
  );
}

/** "started 09:14:07 by ingest, 12 threads". The wall-clock start is for people; the identity is in ticks since boot. */
function startWords(row: ProcessRow, takenAt: string | undefined, uptime: number | undefined): string {
  const parts: string[] = [];
  const start = numberAt(row, 'startTime');
  if (takenAt !== undefined && uptime !== undefined && !Number.isNaN(start)) {
    parts.push(`started ${formatClockTime(new Date(Date.parse(takenAt) - (uptime - start) * 1000))}`);
  }
  const user = textAt(row, 'user');
  if (user !== null) parts.push(`by ${displayText(user)}`);
  const threads = numberAt(row, 'threads');
  const count = Number.isNaN(threads) ? '' : `, ${formatCount(threads)} ${threads === 1 ? 'thread' : 'threads'}`;
  return `${parts.join(' ')}${count}`;
}
