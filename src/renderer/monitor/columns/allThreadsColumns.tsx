/** The columns of the table of all threads, made from the field table as those of processes are. */
import type { Field } from '../../../shared/monitor/field.ts';
import { historyColumn, type ThreadColumn } from '../../../shared/monitor/tableColumns.ts';
import { threadFields, type ThreadField } from '../../../shared/monitor/threadFields.ts';
import { StateGlyph } from '../../controls/StateMark.tsx';
import { Chip } from '../../controls/Chip.tsx';
import { displayText } from '../../table/displayText.ts';
import type { GridColumn } from '../../table/gridColumn.ts';
import { headingOf, historyOf, placedColumns, plainColumn, type TableColumnContext } from './fieldColumn.tsx';
import { textAt } from '../rows/passRows.ts';
import { histories, type ThreadRow } from '../store.ts';
import { waitReason } from '../../../shared/monitor/waitReason.ts';

/** The columns in the order given; `widths` in pixels where they are not their own. */
export function allThreadsColumns(
  shown: readonly ThreadColumn[],
  widths: Readonly<Partial<Record<ThreadColumn, number>>>,
  context: TableColumnContext,
): GridColumn<ThreadRow>[] {
  return placedColumns(shown, widths, (name) =>
    name === historyColumn ? historyOf(() => histories.allThreads) : columnOf(name, context),
  );
}

function columnOf(field: ThreadField, context: TableColumnContext): GridColumn<ThreadRow> {
  const definition: Field = threadFields[field];
  const base = headingOf(field, definition, context.scale);
  switch (field) {
    case 'name':
      return { ...base, grow: true, align: 'left', render: (row) => <ThreadName row={row} /> };
    case 'state':
      return { ...base, width: 200, align: 'left', render: (row) => <WaitCell row={row} /> };
    default:
      return plainColumn(field, definition, {
        context,
        reason: context.notAvailable[`thread.${field}`],
        weight: field === 'cpu' ? 'medium' : field === 'tid' || field === 'pid' ? 'secondary' : 'plain',
        noteworthy: Infinity,
      });
  }
}

function ThreadName({ row }: { row: ThreadRow }) {
  return (
    <span>
      <bdi className="name">{displayText(textAt(row, 'name') ?? '–')}</bdi>
      {row.status === 'new' && <Chip inRow>new</Chip>}
    </span>
  );
}

/** What it does, and for the rows on the screen what it waits for. */
function WaitCell({ row }: { row: ThreadRow }) {
  if (row.status === 'ended') {
    return (
      <>
        <StateGlyph kind="ended" />
        ended
      </>
    );
  }
  const { kind, words } = waitReason(textAt(row, 'state'), textAt(row, 'waitChannel'), textAt(row, 'syscall'));
  return (
    <>
      <StateGlyph kind={kind} />
      {words}
    </>
  );
}
