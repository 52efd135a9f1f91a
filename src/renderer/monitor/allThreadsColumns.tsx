/** The columns of the table of all threads, made from the field table as those of processes are. */
import type { Field } from '../../shared/monitor/field.ts';
import { historyColumn, type ThreadColumn } from '../../shared/monitor/tableColumns.ts';
import { threadFields, type ThreadField } from '../../shared/monitor/threadFields.ts';
import { StateGlyph } from '../controls/StateMark.tsx';
import { Chip } from '../controls/Chip.tsx';
import { displayText } from '../table/displayText.ts';
import type { GridColumn } from '../table/gridColumn.ts';
import { HistoryCell } from './HistoryCell.tsx';
import { textAt } from './passRows.ts';
import { captionOf, historyWords, type ProcessColumnContext } from './processColumns.tsx';
import { AgeCell, StartCell } from './StartCell.tsx';
import { histories, type ThreadRow } from './store.ts';
import { NumberCell, TextCell } from './ValueCell.tsx';
import { waitReason } from './waitReason.ts';

/** The columns in the order given; `widths` in pixels where they are not their own. */
export function allThreadsColumns(
  shown: readonly ThreadColumn[],
  widths: Readonly<Partial<Record<ThreadColumn, number>>>,
  context: ProcessColumnContext,
): GridColumn<ThreadRow>[] {
  return shown.map((name) => {
    const column = name === historyColumn ? history() : columnOf(name, context);
    const width = widths[name];
    return width === undefined ? column : { ...column, width, grow: false };
  });
}

function history(): GridColumn<ThreadRow> {
  return {
    id: historyColumn,
    ...historyWords,
    caption: 'last minute',
    width: 100,
    align: 'left',
    sortable: false,
    render: (row) => (
      <HistoryCell
        history={histories.allThreads}
        rowKey={row.key}
        width={84}
        height={16}
        faint={row.status === 'ended'}
      />
    ),
  };
}

function columnOf(field: ThreadField, context: ProcessColumnContext): GridColumn<ThreadRow> {
  const definition: Field = threadFields[field];
  const base = {
    id: field,
    title: definition.title,
    group: definition.group,
    caption: captionOf(definition, context.scale),
    help: definition.help,
    width: definition.width,
  };
  const reason = context.notAvailable[`thread.${field}`];
  const isDear = definition.isDear === true;
  switch (field) {
    case 'name':
      return { ...base, grow: true, align: 'left', render: (row) => <ThreadName row={row} /> };
    case 'state':
      return { ...base, width: 200, align: 'left', render: (row) => <WaitCell row={row} /> };
    case 'startTime':
      return {
        ...base,
        width: 120,
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
      render: (row) => <TextCell row={row} field={field} reason={reason} pending={isDear} />,
    };
  }
  return {
    ...base,
    align: 'right',
    render: (row) => (
      <NumberCell
        row={row}
        field={field}
        unit={definition.unit}
        scale={context.scale}
        reason={reason}
        pending={context.firstPass || row.status === 'new' || isDear}
        weight={field === 'cpu' ? 'medium' : field === 'tid' || field === 'pid' ? 'secondary' : 'plain'}
        noteworthy={Infinity}
      />
    ),
  };
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
