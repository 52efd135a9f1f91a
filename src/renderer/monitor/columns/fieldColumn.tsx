/** What the columns of processes and of threads have in common: heading, width and cell follow from the field; and the history. */
import type { Field } from '../../../shared/monitor/field.ts';
import { historyColumn } from '../../../shared/monitor/tableColumns.ts';
import { cellUnit, type CpuScale } from '../../../shared/units/format.ts';
import type { GridColumn } from '../../table/gridColumn.ts';
import type { History } from '../rows/history.ts';
import { HistoryCell } from './HistoryCell.tsx';
import type { PassRow } from '../rows/passRows.ts';
import { AgeCell, StartCell } from './StartCell.tsx';
import type { StartClock } from './useStartClock.ts';
import { NumberCell, TextCell } from './ValueCell.tsx';

export interface ColumnContext {
  scale: CpuScale;
  /** Field -> reason, from the snapshot. */
  notAvailable: Readonly<Record<string, string>>;
  /** No rate can be known yet. */
  firstPass: boolean;
}

export interface TableColumnContext extends ColumnContext {
  /** null before the first pass. */
  clock: StartClock | null;
}

/** The columns in the order given, each of its own width in pixels unless `widths` has another. */
export function placedColumns<Name extends string, Row>(
  shown: readonly Name[],
  widths: Readonly<Partial<Record<Name, number>>>,
  columnOf: (name: Name) => GridColumn<Row>,
): GridColumn<Row>[] {
  return shown.map((name) => {
    const column = columnOf(name);
    const width = widths[name];
    return width === undefined ? column : { ...column, width, grow: false };
  });
}

/** The heading of the column that is no field. */
export const historyWords = {
  title: 'History',
  help: 'CPU use over the last minute. The top is one core, or the highest value of the row where that is more.',
};

/** A minute of CPU use; a closed branch shows the sum of its rows. */
export function historyOf<FieldName extends string>(history: () => History): GridColumn<PassRow<FieldName>> {
  return {
    id: historyColumn,
    ...historyWords,
    caption: 'last minute',
    width: 100,
    align: 'left',
    sortable: false,
    render: (row) => (
      <HistoryCell
        history={history()}
        rowKey={row.key}
        sumOf={row.branch?.isSum === true ? row.branch : undefined}
        width={84}
        height={16}
        faint={row.status === 'ended'}
      />
    ),
  };
}

/** What every column of a field has: its name, its heading, its width. */
export function headingOf(name: string, definition: Field, scale: CpuScale) {
  const { title, group, help, width } = definition;
  return { id: name, title, group, caption: captionOf(definition, scale), help, width };
}

/** A field without a look of its own: text, start and age, or a number by its unit. */
export function plainColumn<FieldName extends string>(
  field: FieldName,
  definition: Field,
  options: {
    context: TableColumnContext;
    /** Why no row has it. */
    reason: string | undefined;
    weight: 'plain' | 'medium' | 'secondary';
    /** From this value on the cell stands out. */
    noteworthy: number;
  },
): GridColumn<PassRow<FieldName>> {
  const { context, reason, weight, noteworthy } = options;
  const base = headingOf(field, definition, context.scale);
  const isDear = definition.isDear === true;
  if (field === 'startTime') {
    const render = (row: PassRow<FieldName>) => <StartCell row={row} clock={context.clock} />;
    return { ...base, width: 120, caption: undefined, align: 'left', render };
  }
  if (field === 'age')
    return { ...base, caption: undefined, align: 'right', render: (row: PassRow<FieldName>) => <AgeCell row={row} /> };
  if (definition.unit === 'text') {
    const render = (row: PassRow<FieldName>) => <TextCell row={row} field={field} reason={reason} pending={isDear} />;
    return { ...base, align: 'left', render };
  }
  const isBytes = definition.unit === 'bytes' || definition.unit === 'bytesPerSecond';
  return {
    ...base,
    align: isBytes ? 'unit' : 'right',
    render: (row) => (
      <NumberCell
        row={row}
        field={field}
        unit={definition.unit}
        scale={context.scale}
        reason={reason}
        pending={context.firstPass || row.status === 'new' || isDear}
        weight={weight}
        noteworthy={noteworthy}
      />
    ),
  };
}

/** The second line of a heading: the unit, and for CPU use what 100% is. */
function captionOf(definition: Field, scale: CpuScale): string | undefined {
  if (definition.unit === 'cores') return scale.of === 'core' ? definition.caption : '% of machine';
  if (definition.group !== undefined) return undefined;
  const unit = cellUnit(definition.unit, scale);
  return definition.caption ?? (unit === '' ? undefined : unit);
}
