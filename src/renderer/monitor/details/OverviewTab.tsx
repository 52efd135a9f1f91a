/** Who the process is and what it did lately. */
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import type { HistoryFigure } from '../../../shared/monitor/historyFigure.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatAgo, formatClockTime, formatDate } from '../../../shared/units/clockTime.ts';
import { formatValue } from '../../../shared/units/format.ts';
import { cpuRanges } from '../machine/machineWords.ts';
import { textAt } from '../rows/passRows.ts';
import { SaveChartMenu } from '../SaveChartMenu.tsx';
import { SpanChoice, useSpan } from '../SpanChoice.tsx';
import { histories, useMonitor, type ProcessRow } from '../store.ts';
import { stateWord } from '../../../shared/monitor/waitReason.ts';
import { Facts } from '../../controls/Facts.tsx';
import { displayText } from '../../table/displayText.ts';
import { HistoryChart, type HistorySeries } from './HistoryChart.tsx';
import type { HistoryField } from './pane.ts';
import { PartView } from './PartView.tsx';
import { ProcessLink } from './ProcessLink.tsx';

/** More children are counted. */
const SHOWN_CHILDREN = 12;

const charts = [
  {
    title: 'CPU',
    unit: 'cores',
    series: [
      ['cpu', 'all'],
      ['systemCpu', 'system'],
    ],
  },
  {
    title: 'Memory',
    unit: 'bytes',
    series: [
      ['residentBytes', 'resident'],
      ['swapBytes', 'swap'],
    ],
  },
  {
    title: 'I/O',
    unit: 'bytesPerSecond',
    series: [
      ['readBytes', 'read'],
      ['writeBytes', 'write'],
    ],
  },
  {
    title: 'Switches',
    unit: 'perSecond',
    series: [
      ['voluntarySwitches', 'voluntary'],
      ['involuntarySwitches', 'invol.'],
    ],
  },
  { title: 'Threads', unit: 'count', series: [['threads', 'live']] },
  { title: 'Run-queue delay', unit: 'ratio', series: [['runQueueDelay', 'all threads']] },
  {
    title: 'Page faults',
    unit: 'perSecond',
    series: [
      ['minorFaults', 'minor'],
      ['majorFaults', 'major'],
    ],
  },
] as const satisfies readonly {
  title: string;
  unit: HistoryFigure['unit'];
  series: readonly (readonly [HistoryField, string])[];
}[];

const kinds = charts.map(({ title, unit, series }) => ({
  title,
  unit,
  series: series.map(([field, label]) => ({ field, label })),
}));

export interface OverviewTabProps {
  row: ProcessRow;
  /** null until they have come. */
  details: ProcessDetails | null;
  readAt: Date | null;
}

export function OverviewTab({ row, details, readAt }: OverviewTabProps) {
  return (
    <div className="overview">
      <div className="overview-facts">
        {details === null || readAt === null ? (
          <p className="text-3">Reading…</p>
        ) : (
          <Who details={details} readAt={readAt} />
        )}
      </div>
      <Charts row={row} />
    </div>
  );
}

function Charts({ row }: { row: ProcessRow }) {
  const span = useSpan();
  const notAvailable = useMonitor((state) => state.snapshot?.notAvailable);
  const known = histories.followed.rowsOf(row.key, span);
  const now = known.at(-1)?.at ?? 0;
  const source = () => {
    const { snapshot } = useMonitor.getState();
    const subject = `${displayText(textAt(row, 'name') ?? '')} (${row.id})`;
    return snapshot === null ? null : { subject, rows: known, now, until: snapshot.takenAt, span };
  };
  return (
    <div className="overview-charts">
      <div className="overview-charts-head">
        <SpanChoice />
        <SaveChartMenu charts={kinds} source={source} />
      </div>
      <div className="history-charts">
        {charts.map(({ title, unit, series }) => (
          <HistoryChart
            key={title}
            title={title}
            unit={unit}
            rows={known}
            now={now}
            span={span}
            series={series.map(([field, label]): HistorySeries<HistoryField> => {
              return { field, label, reason: notAvailable?.[`process.${field}`] };
            })}
          />
        ))}
      </div>
    </div>
  );
}

function Who({ details, readAt }: { details: ProcessDetails; readAt: Date }) {
  const { overview, program, memory, outOfMemory, ioPriority } = details;
  const children = overview.children.slice(0, SHOWN_CHILDREN);
  return (
    <Facts
      facts={[
        ['State', `${stateWord(overview.state)} (its leader thread)`],
        ['Started', startedWords(new Date(overview.startedAt), readAt)],
        ['Owner', overview.user === null ? 'not known' : `${overview.user.name}, UID ${overview.user.uid}`],
        [
          'Program',
          <PartView key="program" part={program}>
            {(path) => <span className="mono">{path}</span>}
          </PartView>,
        ],
        ['Parent', overview.parent === null ? 'none' : <ProcessLink process={overview.parent} />],
        [
          'Children',
          children.length === 0 ? (
            'none'
          ) : (
            <span key="children" className="link-list">
              {children.map((child) => (
                <ProcessLink key={`${child.pid} ${child.startTicks}`} process={child} />
              ))}
              {overview.children.length > children.length && `and ${overview.children.length - children.length} more`}
            </span>
          ),
        ],
        ['Scheduling', schedulingWords(overview)],
        [
          'May run on',
          overview.allowedCpus === null ? 'not known' : `CPUs ${cpuRanges(overview.allowedCpus)} (its leader thread)`,
        ],
        [
          'I/O priority',
          <PartView key="io" part={ioPriority}>
            {(words) => words}
          </PartView>,
        ],
        [
          'Memory',
          <PartView key="memory" part={memory}>
            {({ proportionalBytes, uniqueBytes }) =>
              `PSS ${formatBytes(proportionalBytes)}, USS ${formatBytes(uniqueBytes)}`
            }
          </PartView>,
        ],
        [
          'Out of memory',
          <PartView key="oom" part={outOfMemory}>
            {({ score, adjustment }) => `score ${score}, adjusted by ${formatValue(adjustment, 'index')}`}
          </PartView>,
        ],
        [
          'Session',
          `${overview.session}, group ${overview.processGroup}, ${overview.terminal === null ? 'no terminal' : overview.terminal}`,
        ],
      ]}
    />
  );
}

function startedWords(at: Date, now: Date): string {
  return `${formatDate(at, now)} ${formatClockTime(at)}, ${formatAgo((now.getTime() - at.getTime()) / 1000)}`;
}

function schedulingWords({ policy, nice, realTimePriority }: ProcessDetails['overview']): string {
  const priority = realTimePriority > 0 ? `, priority ${realTimePriority}` : '';
  return `${policy}, nice ${formatValue(nice, 'index')}${priority} (its leader thread)`;
}
