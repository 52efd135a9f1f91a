/** The columns of the lanes: who, what it did over time, and the shares of that, which are its table for who does not see it. */
import { balanceKinds, type BalanceKind } from '../../../shared/monitor/balance.ts';
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';
import { threadFields } from '../../../shared/monitor/threadFields.ts';
import { formatCell } from '../../../shared/units/format.ts';
import { formatFixed } from '../../../shared/units/number.ts';
import type { Unit } from '../../../shared/units/quantity.ts';
import { Reason } from '../../controls/Reason.tsx';
import { StateGlyph } from '../../controls/StateMark.tsx';
import { displayText } from '../../table/displayText.ts';
import type { GridColumn } from '../../table/gridColumn.ts';
import { balanceWords } from '../BalanceBar.tsx';
import { LANE_STEPS, LaneCell } from './LaneCell.tsx';
import type { LaneWindow } from './lanesStore.ts';

/** `notAvailable`: reasons by what is missing. */
export function laneColumns(window: LaneWindow, notAvailable: Record<string, string>): GridColumn<LaneSummary>[] {
  const share = (kind: BalanceKind, title: string, width: number, help: string): GridColumn<LaneSummary> => ({
    id: kind === 'cpu' ? 'wait' : kind,
    title,
    caption: '%',
    help,
    width,
    align: 'right',
    render: ({ balance }) =>
      kind === 'cpu' && notAvailable['runQueueDelay'] !== undefined ? (
        <Reason short reason={notAvailable['runQueueDelay']} />
      ) : (
        <Value value={balance?.[kind] ?? NaN} unit="ratio" strong={kind === 'run'} />
      ),
  });
  return [
    {
      id: 'name',
      title: threadFields.name.title,
      help: threadFields.name.help,
      width: 138,
      align: 'left',
      render: ({ name, isLive }) => (
        <bdi className="name" data-tip={isLive ? undefined : 'It has ended.'}>
          {displayText(name)}
        </bdi>
      ),
    },
    {
      id: 'tid',
      title: threadFields.tid.title,
      width: 72,
      align: 'right',
      render: ({ tid }) => <span className="value-secondary">{tid}</span>,
    },
    {
      id: 'lane',
      title: '',
      help: `The last ${window} s, the newest at the right. The height is the share of the time between two samples.`,
      width: 220,
      grow: true,
      align: 'left',
      sortable: false,
      scale: <Scale window={window} />,
      render: (lane) => <LaneCell lane={lane} />,
    },
    share('run', 'Running', 96, `Share of the last ${window} s on a CPU, as Linux counts it.`),
    share('cpu', 'Run queue', 96, 'Share in which it was ready and had no CPU: the run-queue delay that Linux counts.'),
    {
      id: 'lastCpu',
      title: 'CPU',
      help: threadFields.lastCpu.help,
      width: 52,
      align: 'right',
      render: ({ lastCpu }) => <span className="value-secondary">{lastCpu}</span>,
    },
    {
      id: 'cpuTime',
      title: 'CPU time',
      caption: 's',
      help: threadFields.cpuTime.help,
      width: 96,
      align: 'right',
      render: ({ cpuTime }) => <Value value={cpuTime} unit="seconds" />,
    },
    {
      id: 'rest',
      title: 'Otherwise',
      help: 'What it did most of the rest of the time, by samples.',
      width: 124,
      align: 'left',
      sortable: false,
      render: ({ balance }) => <Rest balance={balance} reason={notAvailable['waitChannel']} />,
    },
  ];
}

function Value({ value, unit, strong = false }: { value: number; unit: Unit; strong?: boolean }) {
  if (Number.isNaN(value)) return <Reason short reason={null} />;
  const { digits } = formatCell(value, unit);
  return <span className={value === 0 ? 'grid-zero' : strong ? 'value-medium' : 'value-secondary'}>{digits}</span>;
}

const rests = balanceKinds.filter((kind) => kind !== 'run' && kind !== 'cpu');

function Rest({ balance, reason }: { balance: LaneSummary['balance']; reason: string | undefined }) {
  if (balance === null) return <Reason short reason={null} />;
  const kind = rests.reduce((most, one) => (balance[one] > balance[most] ? one : most), 'sleep');
  if (balance[kind] < 0.005) return <span className="grid-zero">–</span>;
  return (
    <span className="value-secondary" data-tip={reason}>
      <StateGlyph kind={kind} />
      {balanceWords[kind]} {formatFixed(balance[kind] * 100)}%
    </span>
  );
}

/** Times over the lanes; the newest samples are at the right edge. */
function Scale({ window }: { window: LaneWindow }) {
  return (
    <>
      <span className="visually-hidden">The last {window} s</span>
      <span className="lane-scale" aria-hidden="true">
        {Array.from({ length: LANE_STEPS }, (_, step) => (
          <span key={step} style={{ left: `${(step / LANE_STEPS) * 100}%` }}>
            −{window - (step * window) / LANE_STEPS} s
          </span>
        ))}
        <span className="lane-now">now</span>
      </span>
    </>
  );
}
