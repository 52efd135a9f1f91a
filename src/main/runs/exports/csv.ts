/** The raw repeats as one tidy table (H. Wickham, 2014): a row for each repeat and metric, by RFC 4180, in base units. */
import type { Point, RunRecord } from '../../../shared/runs/record.ts';
import { metricOf } from '../../../shared/runs/chartAxes.ts';
import { percentile, shownPercentiles } from '../../../shared/statistics/histogram.ts';

const before = ['run', 'experiment', 'startedAt', 'baseline', 'point', 'repeat'] as const;
const after = [
  'metric',
  'statistic',
  'thread',
  'value',
  'unit',
  'gatePassed',
  'gateReasons',
  'outlier',
  'noisy',
  'oversubscribed',
] as const;

type Cell = string | number | boolean | null;

/**
 * Lines end in CRLF, UTF-8 without a byte-order mark. Parameters are columns of their own; a value that was not measured
 * is an empty cell. `statistic` names the percentile of a histogram, `thread` (from 1) whose value it is.
 */
export function csvOf(record: RunRecord): string {
  const points = [...record.points, ...record.baselines];
  const parameters = [...new Set(points.flatMap(({ params }) => Object.keys(params)))];
  const rows = [
    ...record.points.flatMap((point, i) => rowsOf(record, point, i, parameters, false)),
    ...record.baselines.flatMap((point, i) => rowsOf(record, point, i, parameters, true)),
  ];
  const header: Cell[] = [
    ...before,
    ...parameters.map((name) => (isTaken(name) ? `parameter.${name}` : name)),
    ...after,
  ];
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function isTaken(name: string): boolean {
  return [...before, ...after].some((column) => column === name);
}

function rowsOf(
  record: RunRecord,
  point: Point,
  number: number,
  parameters: readonly string[],
  baseline: boolean,
): Cell[][] {
  const params = parameters.map((name) => point.params[name] ?? null);
  return point.repeats.flatMap((repeat, index) => {
    const first: Cell[] = [record.id, record.experiment, record.startedAt, baseline, number + 1, index + 1, ...params];
    const last: Cell[] = [
      repeat.gate.passed,
      repeat.gate.reasons.join('; '),
      repeat.outlier,
      point.noisy,
      point.oversubscribed,
    ];
    const row = (metric: string, statistic: string | null, thread: number | null, value: number | null): Cell[] => [
      ...first,
      metric,
      statistic,
      thread,
      value,
      repeat.histograms?.[metric]?.unit ?? metricOf(record, metric).unit,
      ...last,
    ];
    return [
      ...Object.entries(repeat.metrics).map(([metric, value]) => row(metric, null, null, value)),
      ...Object.entries(repeat.perThread ?? {}).flatMap(([metric, values]) =>
        values.map((value, thread) => row(metric, null, thread + 1, value)),
      ),
      ...Object.entries(repeat.histograms ?? {}).flatMap(([metric, histogram]) =>
        shownPercentiles.map(({ name, share }) => {
          const value = percentile(histogram, share);
          return row(metric, name, null, Number.isFinite(value) ? value : null);
        }),
      ),
    ];
  });
}

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection); numbers
 * are numbers and stay.
 */
function cellText(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^\s*[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
