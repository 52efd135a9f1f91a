/** Who the process is and what it did lately. */
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatAgo, formatClockTime, formatDate } from '../../../shared/units/clockTime.ts';
import { formatValue } from '../../../shared/units/format.ts';
import { cpuRanges } from '../machine/machineWords.ts';
import { textAt } from '../rows/passRows.ts';
import { histories, type ProcessRow } from '../store.ts';
import { stateWord } from '../../../shared/monitor/waitReason.ts';
import { Facts } from '../../controls/Facts.tsx';
import { displayText } from '../../table/displayText.ts';
import type { HistoryChartKind } from '../historyFigure.ts';
import { HistoryCharts } from './HistoryCharts.tsx';
import type { HistoryField } from './pane.ts';
import { PartView } from './PartView.tsx';
import { ProcessLink } from './ProcessLink.tsx';

/** More children are counted. */
const SHOWN_CHILDREN = 12;

const charts: readonly HistoryChartKind<HistoryField>[] = [
  {
    title: 'CPU',
    unit: 'cores',
    series: [
      ['cpu', 'all', 'process.cpu'],
      ['systemCpu', 'system', 'process.systemCpu'],
    ],
  },
  {
    title: 'Memory',
    unit: 'bytes',
    series: [
      ['residentBytes', 'resident', 'process.residentBytes'],
      ['swapBytes', 'swap', 'process.swapBytes'],
    ],
  },
  {
    title: 'I/O',
    unit: 'bytesPerSecond',
    series: [
      ['readBytes', 'read', 'process.readBytes'],
      ['writeBytes', 'write', 'process.writeBytes'],
    ],
  },
  {
    title: 'Switches',
    unit: 'perSecond',
    series: [
      ['voluntarySwitches', 'voluntary', 'process.voluntarySwitches'],
      ['involuntarySwitches', 'invol.', 'process.involuntarySwitches'],
    ],
  },
  { title: 'Threads', unit: 'count', series: [['threads', 'live', 'process.threads']] },
  { title: 'Run-queue delay', unit: 'ratio', series: [['runQueueDelay', 'all threads', 'process.runQueueDelay']] },
  {
    title: 'Page faults',
    unit: 'perSecond',
    series: [
      ['minorFaults', 'minor', 'process.minorFaults'],
      ['majorFaults', 'major', 'process.majorFaults'],
    ],
  },
];

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
  return (
    <div className="overview-charts">
      <HistoryCharts
        charts={charts}
        rowsOf={(span) => histories.followed.rowsOf(row.key, span)}
        subject={`${displayText(textAt(row, 'name') ?? '')} (${row.id})`}
      />
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
