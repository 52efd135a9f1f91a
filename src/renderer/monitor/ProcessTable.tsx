/** The process table: every process of this machine, sorted, filtered, held. */
import { useCallback, useMemo } from 'react';
import { processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import type { CpuScale } from '../../shared/units/format.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { DataGrid } from '../table/DataGrid.tsx';
import { processColumns } from './processColumns.tsx';
import { rest, select, setFilter, sortBy, useMonitor, type ProcessRow } from './store.ts';
import { rowKey } from './passRows.ts';

export interface ProcessTableProps {
  scale: CpuScale;
  rowHeight: number;
  /** The backend is lost: values are old. */
  stale: boolean;
  /** Single letters, when they are switched on. True when the letter meant something. */
  onLetter: (letter: string) => boolean;
  /** Enter on a row. */
  onOpen: () => void;
}

const HEAD_HEIGHT = 38;
const keyOf = (row: ProcessRow) => row.key;
const rowClass = (row: ProcessRow) => (row.status === 'ended' ? 'row-ended' : '');
const isField = (name: string): name is ProcessField => Object.hasOwn(processFields, name);

export function ProcessTable({ scale, rowHeight, stale, onLetter, onOpen }: ProcessTableProps) {
  const shown = useMonitor((state) => state.shown);
  const fields = useMonitor((state) => state.columns);
  const sort = useMonitor((state) => state.sort);
  const filter = useMonitor((state) => state.filter);
  const selected = useMonitor((state) => state.selected);
  const notAvailable = useMonitor((state) => state.snapshot?.notAvailable);
  const firstPass = useMonitor((state) => state.snapshot?.interval === null);
  const columns = useMemo(
    () => processColumns(fields, { scale, notAvailable: notAvailable ?? {}, firstPass }),
    [fields, scale, notAvailable, firstPass],
  );
  const onVisible = useCallback((rows: readonly ProcessRow[]) => {
    useMonitor.setState({ visible: rows.map(({ id }) => id) });
  }, []);
  return (
    <div className={`process-table${stale ? ' stale' : ''}`}>
      <DataGrid
        label="Processes"
        columns={columns}
        rows={shown}
        keyOf={keyOf}
        rowClass={rowClass}
        rowHeight={rowHeight}
        headHeight={HEAD_HEIGHT}
        sort={{ column: sort.field, direction: sort.direction }}
        onSort={(column) => {
          if (isField(column)) sortBy(column);
        }}
        selected={selected === null ? null : rowKey(selected.pid, selected.startTicks)}
        onSelect={(row) => select({ pid: row.id, startTicks: row.startTicks })}
        onOpen={onOpen}
        onKey={onLetter}
        onRest={rest}
        onVisible={onVisible}
        empty={
          filter === '' ? undefined : (
            <EmptyState
              icon="search"
              title="No process matches"
              actions={
                <Button small onClick={() => setFilter('')}>
                  Clear the filter
                </Button>
              }
            >
              Each word of the filter must be part of a name, a command line or a user, or be a whole PID.
            </EmptyState>
          )
        }
      />
    </div>
  );
}
