/** The columns of the process table, made from the field table: heading, width and cell follow from the field's unit. */
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import { processFields } from '../../shared/monitor/processFields.ts';
import { historyColumn, type ProcessColumn } from '../../shared/monitor/tableColumns.ts';
import { cellUnit, type CpuScale } from '../../shared/units/format.ts';
import type { Field } from '../../shared/monitor/field.ts';
import type { GridColumn } from '../table/gridColumn.ts';
import { HistoryCell } from './HistoryCell.tsx';
import { NameCell } from './NameCell.tsx';
import { NumberCell, TextCell } from './ValueCell.tsx';
import { StateCell } from './StateCell.tsx';
import { AgeCell, StartCell } from './StartCell.tsx';
import type { StartClock } from './useStartClock.ts';
import { histories, type ProcessRow } from './store.ts';

export interface ColumnContext {
  scale: CpuScale;
  /** Field -> reason, from the snapshot. */
  notAvailable: Readonly<Record<string, string>>;
  /** No rate can be known yet. */
  firstPass: boolean;
}

export interface ProcessColumnContext extends ColumnContext {
  /** null before the first pass. */
  clock: StartClock | null;
}

/** Run-queue delay from which a process is worth a look: a tenth of the time ready to run, without a CPU. */
const NOTEWORTHY_DELAY = 0.1;

/** The columns in the order given; `widths` in pixels where they are not their own. */
export function processColumns(
  shown: readonly ProcessColumn[],
  widths: Readonly<Partial<Record<ProcessColumn, number>>>,
  context: ProcessColumnContext,
): GridColumn<ProcessRow>[] {
  return shown.map((name) => {
    const column = name === historyColumn ? history() : columnOf(name, context);
    const width = widths[name];
    return width === undefined ? column : { ...column, width, grow: false };
  });
}

/** The heading of the column that is no field. */
export const historyWords = {
  title: 'History',
  help: 'CPU use over the last minute. The top is one core, or the highest value of the row where that is more.',
};

function history(): GridColumn<ProcessRow> {
  return {
    id: historyColumn,
    ...historyWords,
    caption: 'last minute',
    width: 100,
    align: 'left',
    sortable: false,
    render: (row) => (
      <HistoryCell
        history={histories.processes}
        rowKey={row.key}
        sumOf={row.branch?.isSum === true ? row.branch : undefined}
        width={84}
        height={16}
        faint={row.status === 'ended'}
      />
    ),
  };
}

function columnOf(field: ProcessField, context: ProcessColumnContext): GridColumn<ProcessRow> {
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
      return { ...base, width: 190, grow: true, isTree: true, align: 'left', render: (row) => <NameCell row={row} /> };
    case 'state':
      return { ...base, align: 'left', render: (row) => <StateCell row={row} /> };
    case 'startTime':
      return {
        ...base,
        caption: undefined,
        align: 'left',
        render: (row) => <StartCell row={row} clock={context.clock} />,
      };
    case 'age':
      return { ...base, caption: undefined, align: 'right', render: (row) => <AgeCell row={row} /> };
    default:
      break;
  }
  if (definition.unit === 'text') {
    return {
      ...base,
      align: 'left',
      render: (row) => <TextCell row={row} field={field} reason={reason} pending={definition.isDear === true} />,
    };
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
        pending={context.firstPass || row.status === 'new' || definition.isDear === true}
        weight={field === 'cpu' ? 'medium' : field === 'pid' ? 'secondary' : 'plain'}
        noteworthy={field === 'runQueueDelay' ? NOTEWORTHY_DELAY : Infinity}
      />
    ),
  };
}

/** The second line of a heading: the unit, and for CPU use what 100% is. */
export function captionOf(definition: Field, scale: CpuScale): string | undefined {
  if (definition.unit === 'cores') return scale.of === 'core' ? definition.caption : '% of machine';
  if (definition.group !== undefined) return undefined;
  const unit = cellUnit(definition.unit, scale);
  return definition.caption ?? (unit === '' ? undefined : unit);
}
