/** The columns of the process table, made from the field table. */
import type { Field } from '../../../shared/monitor/field.ts';
import { processFields, type ProcessField } from '../../../shared/monitor/processFields.ts';
import { historyColumn, type ProcessColumn } from '../../../shared/monitor/tableColumns.ts';
import type { GridColumn } from '../../table/gridColumn.ts';
import { headingOf, historyOf, placedColumns, plainColumn, type TableColumnContext } from './fieldColumn.tsx';
import { NameCell } from './NameCell.tsx';
import { StateCell } from './StateCell.tsx';
import { histories, type ProcessRow } from '../store.ts';

/** Run-queue delay from which a process is worth a look: a tenth of the time ready to run, without a CPU. */
const NOTEWORTHY_DELAY = 0.1;

/** The columns in the order given; `widths` in pixels where they are not their own. */
export function processColumns(
  shown: readonly ProcessColumn[],
  widths: Readonly<Partial<Record<ProcessColumn, number>>>,
  context: TableColumnContext,
): GridColumn<ProcessRow>[] {
  return placedColumns(shown, widths, (name) =>
    name === historyColumn ? historyOf(() => histories.processes) : columnOf(name, context),
  );
}

function columnOf(field: ProcessField, context: TableColumnContext): GridColumn<ProcessRow> {
  const definition: Field = processFields[field];
  const base = headingOf(field, definition, context.scale);
  switch (field) {
    case 'name':
      return { ...base, width: 190, grow: true, isTree: true, align: 'left', render: (row) => <NameCell row={row} /> };
    case 'state':
      return { ...base, align: 'left', render: (row) => <StateCell row={row} /> };
    default:
      return plainColumn(field, definition, {
        context,
        reason: context.notAvailable[`process.${field}`],
        weight: field === 'cpu' ? 'medium' : field === 'pid' ? 'secondary' : 'plain',
        noteworthy: field === 'runQueueDelay' ? NOTEWORTHY_DELAY : Infinity,
      });
  }
}
