/** The columns of the lower pane: what each thread of the selected process did, and what it waits for. */
import { threadFields, type ThreadField } from '../../../shared/monitor/threadFields.ts';
import type { Field } from '../../../shared/monitor/field.ts';
import { StateGlyph } from '../../controls/StateMark.tsx';
import { displayText } from '../../table/displayText.ts';
import type { GridColumn } from '../../table/gridColumn.ts';
import { BalanceBar } from '../BalanceBar.tsx';
import { HistoryCell } from './HistoryCell.tsx';
import { numberAt, textAt } from '../rows/passRows.ts';
import type { ColumnContext } from './fieldColumn.tsx';
import { histories, threadBalance, type ThreadRow } from '../store.ts';
import { NumberCell } from './ValueCell.tsx';
import { waitReason } from '../../../shared/monitor/waitReason.ts';

/** Fields, with the state balance before the history and both before CPU. */
export function threadColumns(context: ColumnContext): GridColumn<ThreadRow>[] {
  const number = (field: ThreadField, width: number, weight: 'plain' | 'medium' | 'secondary' = 'plain') =>
    numberColumn(field, width, weight, context);
  return [
    {
      id: 'name',
      title: threadFields.name.title,
      help: threadFields.name.help,
      width: 150,
      align: 'left',
      render: (row) => <bdi className="name">{displayText(textAt(row, 'name') ?? '–')}</bdi>,
    },
    number('tid', 72, 'secondary'),
    {
      id: 'balance',
      title: 'State balance, last 10 s',
      help: 'Running and waiting for a CPU are counted by Linux; the reasons of sleep are samples, one a reading.',
      width: 222,
      align: 'left',
      sortable: false,
      render: (row) => <BalanceBar balance={threadBalance.of(row.key)} />,
    },
    {
      id: 'history',
      title: 'History',
      help: 'CPU use over the last minute; the top is one core.',
      width: 80,
      align: 'left',
      sortable: false,
      render: (row) => <HistoryCell history={histories.threads} rowKey={row.key} width={64} height={14} />,
    },
    { ...number('cpu', 104, 'medium'), caption: threadFields.cpu.caption },
    number('runQueueDelay', 84),
    number('voluntarySwitches', 82),
    number('involuntarySwitches', 66),
    { ...number('lastCpu', 52, 'secondary'), title: 'CPU' },
    {
      id: 'waitChannel',
      title: 'Waits for',
      help: 'From the function of Linux in which it sleeps and its system call. A sample, not an event.',
      width: 220,
      grow: true,
      align: 'left',
      render: (row) => <WaitCell row={row} reason={context.notAvailable['thread.waitChannel']} />,
    },
  ];
}

function numberColumn(
  field: ThreadField,
  width: number,
  weight: 'plain' | 'medium' | 'secondary',
  context: ColumnContext,
): GridColumn<ThreadRow> {
  const definition: Field = threadFields[field];
  return {
    id: field,
    title: definition.title,
    help: definition.help,
    width,
    align: 'right',
    render: (row) => (
      <NumberCell
        row={row}
        field={field}
        unit={definition.unit}
        scale={{ of: 'core' }}
        reason={context.notAvailable[`thread.${field}`]}
        pending={context.firstPass || row.status === 'new'}
        weight={weight}
        noteworthy={Infinity}
      />
    ),
  };
}

function WaitCell({ row, reason }: { row: ThreadRow; reason: string | undefined }) {
  if (row.status === 'ended') {
    return (
      <>
        <StateGlyph kind="ended" />
        ended
      </>
    );
  }
  const { kind, words, evidence } = waitReason(
    textAt(row, 'state'),
    textAt(row, 'waitChannel'),
    textAt(row, 'syscall'),
  );
  const cpu = numberAt(row, 'lastCpu');
  const proof = kind === 'run' && !Number.isNaN(cpu) ? `last on CPU ${cpu}` : evidence;
  return (
    <span data-tip={evidence === '' ? reason : undefined}>
      <StateGlyph kind={kind} />
      {words}
      {proof !== '' && <span className="name-rest mono">{displayText(proof)}</span>}
    </span>
  );
}
