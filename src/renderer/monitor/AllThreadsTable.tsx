/** All threads of the machine as rows: whose they are, what each does and waits for. */
import { useCallback, useMemo } from 'react';
import { threadFields, type ThreadField } from '../../shared/monitor/threadFields.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { useSettings } from '../frame/currentSettings.ts';
import { DataGrid } from '../table/DataGrid.tsx';
import { commandKey, openRowMenu } from './actions/actionKeys.ts';
import { allThreadsColumns } from './columns/allThreadsColumns.tsx';
import { sortAllThreads } from './keptOrder.ts';
import { originOfThread } from './origin/originStore.ts';
import { numberAt } from './rows/passRows.ts';
import type { ProcessTableProps } from './ProcessTable.tsx';
import { rest, select, setFilter, useMonitor, type ThreadRow } from './store.ts';
import { TABLE_HEAD_HEIGHT, useTableContext } from './tableContext.ts';
import { moveColumn, resizeColumn } from './columns/tableLayout.ts';

const keyOf = (row: ThreadRow) => row.key;
const rowClass = (row: ThreadRow) => (row.status === 'ended' ? 'row-ended' : '');
const isField = (name: string): name is ThreadField => Object.hasOwn(threadFields, name);

export function AllThreadsTable({ scale, rowHeight, stale, onLetter, onOpen }: ProcessTableProps) {
  const shown = useMonitor((state) => state.shownAllThreads);
  const isRead = useMonitor((state) => state.allThreads.length > 0);
  const sort = useMonitor((state) => state.allThreadsSort);
  const filter = useMonitor((state) => state.threadFilter.text);
  const selected = useMonitor((state) => state.selectedThread);
  const shownColumns = useSettings((state) => state.settings.threadColumns);
  const widths = useSettings((state) => state.settings.threadColumnWidths);
  const context = useTableContext(scale);
  /** Why threads are told nowhere on this system; each has its number wherever they are. */
  const noThreads = context.notAvailable['thread.tid'];
  const columns = useMemo(() => allThreadsColumns(shownColumns, widths, context), [shownColumns, widths, context]);
  const onVisible = useCallback((rows: readonly ThreadRow[]) => {
    useMonitor.setState({ visible: [...new Set(rows.map((row) => numberAt(row, 'pid')))] });
  }, []);
  return (
    <div className={`process-table${stale ? ' stale' : ''}`}>
      <DataGrid
        label="Threads of all processes"
        columns={columns}
        rows={shown}
        keyOf={keyOf}
        rowClass={rowClass}
        rowHeight={rowHeight}
        headHeight={TABLE_HEAD_HEIGHT}
        sort={{ column: sort.field, direction: sort.direction }}
        onSort={(column) => {
          if (isField(column)) sortAllThreads(column);
        }}
        onResize={(column, width) => resizeColumn('threads', column, width)}
        onMove={(column, to) => moveColumn('threads', column, to)}
        selected={selected}
        onSelect={selectThread}
        onCommandKey={commandKey}
        onMenu={(row, at, column) => openRowMenu(at, { cell: { traced: originOfThread(row, column) } })}
        onOpen={onOpen}
        onKey={(key, row, column) => onLetter(key, row === undefined ? undefined : () => originOfThread(row, column))}
        onRest={rest}
        onVisible={onVisible}
        empty={
          noThreads !== undefined ? (
            <EmptyState icon="warning" title="There are no threads to show">
              {noThreads}
            </EmptyState>
          ) : !isRead ? (
            <EmptyState icon="clock" title="The threads come with the next reading" />
          ) : filter === '' ? undefined : (
            <EmptyState
              icon="search"
              title="No thread matches"
              actions={
                <Button small onClick={() => setFilter('')}>
                  Clear the filter
                </Button>
              }
            >
              Threads have fields of their own: name, process, tid, cpu, queue, wchan and others.
            </EmptyState>
          )
        }
      />
    </div>
  );
}

/** A thread is selected with its process, whose details the lower pane shows. */
function selectThread(row: ThreadRow): void {
  const pid = numberAt(row, 'pid');
  const process = useMonitor.getState().processes.find(({ id, status }) => id === pid && status !== 'ended');
  if (process !== undefined) select({ pid, startTicks: process.startTicks });
  useMonitor.setState({ selectedThread: row.key });
}
