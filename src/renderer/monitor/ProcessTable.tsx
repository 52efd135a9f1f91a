/** The process table: every process of this machine, sorted, filtered, held. */
import { useCallback, useMemo } from 'react';
import { processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import type { CpuScale } from '../../shared/units/format.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { DataGrid } from '../table/DataGrid.tsx';
import { commandKey, openRowMenu } from './actions/actionKeys.ts';
import { pickRow, usePickedKeys } from './actions/selection.ts';
import { sortProcesses, turnBranch } from './keptOrder.ts';
import { processColumns } from './columns/processColumns.tsx';
import { NothingMatches } from './filter/NothingMatches.tsx';
import { originOfProcess, type Traced } from './origin/originStore.ts';
import { rest, useMonitor, type ProcessRow } from './store.ts';
import { rowKey } from './rows/passRows.ts';
import { TABLE_HEAD_HEIGHT, useTableContext } from './tableContext.ts';
import { moveColumn, resizeColumn } from './columns/tableLayout.ts';

export interface ProcessTableProps {
  scale: CpuScale;
  rowHeight: number;
  /** The backend is lost: values are old. */
  stale: boolean;
  /** Single letters, when they are switched on; `origin` is that of the cell in focus. True when the letter meant something. */
  onLetter: (letter: string, origin: (() => Traced | string) | undefined) => boolean;
  /** Enter on a row. */
  onOpen: () => void;
}

const keyOf = (row: ProcessRow) => row.key;
const rowClass = (row: ProcessRow) =>
  row.status === 'ended' ? 'row-ended' : row.branch?.kind === 'context' ? 'row-context' : '';
/** No process: there is nothing to select, to open or to act on. */
const isGroup = (row: ProcessRow) => row.branch?.kind === 'group';
const tree = { placeOf: (row: ProcessRow) => row.branch, onToggle: (row: ProcessRow) => turnBranch(row.key) };
const isField = (name: string): name is ProcessField => Object.hasOwn(processFields, name);

export function ProcessTable({ scale, rowHeight, stale, onLetter, onOpen }: ProcessTableProps) {
  const shown = useMonitor((state) => state.shown);
  const shownColumns = useSettings((state) => state.settings.processColumns);
  const widths = useSettings((state) => state.settings.processColumnWidths);
  const sort = useMonitor((state) => state.sort);
  const filter = useMonitor((state) => state.filter);
  const selected = useMonitor((state) => state.selected);
  const isNested = useMonitor((state) => state.shape === 'tree' || state.shape === 'grouped');
  const picked = usePickedKeys();
  const context = useTableContext(scale);
  const columns = useMemo(() => processColumns(shownColumns, widths, context), [shownColumns, widths, context]);
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
        headHeight={TABLE_HEAD_HEIGHT}
        sort={{ column: sort.field, direction: sort.direction }}
        onSort={(column) => {
          if (isField(column)) sortProcesses(column);
        }}
        {...(isNested ? { tree } : {})}
        onResize={(column, width) => resizeColumn('processes', column, width)}
        onMove={(column, to) => moveColumn('processes', column, to)}
        selected={selected === null ? null : rowKey(selected.pid, selected.startTicks)}
        picked={picked}
        onSelect={(row, how, range) => {
          if (!isGroup(row))
            pickRow(
              row,
              how,
              range.filter((one) => !isGroup(one)),
            );
        }}
        onCommandKey={commandKey}
        onMenu={(row, at, column) => {
          if (!isGroup(row)) openRowMenu(at, { cell: { traced: originOfProcess(row, column) } });
        }}
        onOpen={(row) => (isGroup(row) ? turnBranch(row.key) : onOpen())}
        onKey={(key, row, column) => onLetter(key, row === undefined ? undefined : () => originOfProcess(row, column))}
        onRest={rest}
        onVisible={onVisible}
        empty={filter.text === '' ? undefined : <NothingMatches />}
      />
    </div>
  );
}
