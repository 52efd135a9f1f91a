/** The columns of the process table, made from the field table: heading, width and cell follow from the field's unit. */
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import { processFields } from '../../shared/monitor/processFields.ts';
import { cellUnit, type CpuScale } from '../../shared/units/format.ts';
import type { Field } from '../../shared/monitor/field.ts';
import type { GridColumn } from '../table/gridColumn.ts';
import { HistoryCell } from './HistoryCell.tsx';
import { NameCell } from './NameCell.tsx';
import { NumberCell, TextCell } from './ValueCell.tsx';
import { StateCell } from './StateCell.tsx';
import { histories, type ProcessRow } from './store.ts';

export interface ColumnContext {
  scale: CpuScale;
  /** Field -> reason, from the snapshot. */
  notAvailable: Readonly<Record<string, string>>;
  /** No rate can be known yet. */
  firstPass: boolean;
}

/** A column that is no field: the minute behind the CPU column. */
export const historyColumn = 'history';

/** Run-queue delay from which a process is worth a look: a tenth of the time ready to run, without a CPU. */
const NOTEWORTHY_DELAY = 0.1;

/** The columns in order, the history before CPU. */
export function processColumns(shown: readonly ProcessField[], context: ColumnContext): GridColumn<ProcessRow>[] {
  return shown.flatMap((field): GridColumn<ProcessRow>[] => {
    const column = columnOf(field, context);
    return field === 'cpu' ? [history(), column] : [column];
  });
}

function history(): GridColumn<ProcessRow> {
  return {
    id: historyColumn,
    title: 'History',
    caption: 'last minute',
    help: 'CPU use over the last minute. The top is one core, or the highest value of the row where that is more.',
    width: 100,
    align: 'left',
    sortable: false,
    render: (row) => (
      <HistoryCell
        history={histories.processes}
        rowKey={row.key}
        width={84}
        height={16}
        faint={row.status === 'ended'}
      />
    ),
  };
}

function columnOf(field: ProcessField, context: ColumnContext): GridColumn<ProcessRow> {
  const definition: Field = processFields[field];
  const base = {
    id: field,
    title: definition.title,
    group: definition.group,
    caption: captionOf(definition, context.scale),
    help: definition.help,
    width: definition.width,
  };
  const reason = context.notAvailable[`process.${field}`];
  switch (field) {
    case 'name':
      return { ...base, width: 190, grow: true, align: 'left', render: (row) => <NameCell row={row} /> };
    case 'state':
      return { ...base, align: 'left', render: (row) => <StateCell row={row} /> };
    default:
      break;
  }
  if (definition.unit === 'text') {
    return { ...base, align: 'left', render: (row) => <TextCell row={row} field={field} reason={reason} /> };
  }
  const bytes = definition.unit === 'bytes' || definition.unit === 'bytesPerSecond';
  return {
    ...base,
    align: bytes ? 'unit' : 'right',
    render: (row) => (
      <NumberCell
        row={row}
        field={field}
        unit={definition.unit}
        scale={context.scale}
        reason={reason}
        pending={context.firstPass || row.status === 'new'}
        weight={field === 'cpu' ? 'medium' : field === 'pid' ? 'secondary' : 'plain'}
        noteworthy={field === 'runQueueDelay' ? NOTEWORTHY_DELAY : Infinity}
      />
    ),
  };
}

function captionOf(definition: Field, scale: CpuScale): string | undefined {
  if (definition.unit === 'cores') return scale.of === 'core' ? definition.caption : '% of machine';
  if (definition.group !== undefined) return undefined;
  const unit = cellUnit(definition.unit, scale);
  return definition.caption ?? (unit === '' ? undefined : unit);
}
