/** The raw repeats as one tidy table (H. Wickham, 2014): a row for each value of a repeat, by RFC 4180, in base units. */
import type { Matrix, Point, RunRecord, Series } from '../../../shared/runs/record.ts';
import { metricOf } from '../../../shared/runs/chartAxes.ts';
import { percentile, shownPercentiles } from '../../../shared/statistics/histogram.ts';

const before = ['run', 'experiment', 'startedAt', 'baseline', 'point', 'repeat'] as const;
const after = [
  'metric',
  'statistic',
  'thread',
  'time',
  'row',
  'column',
  'value',
  'unit',
  'code',
  'words',
  'gatePassed',
  'gateReasons',
  'outlier',
  'noisy',
  'oversubscribed',
] as const;

type Cell = string | number | boolean | null;

/**
 * Lines end in CRLF, UTF-8 without a byte-order mark. Parameters are columns of their own; a value that was not measured
 * is an empty cell. `statistic` names the percentile of a histogram, or the line of a series that is of no thread, `thread` (from 1) whose value it is, `time` the seconds
 * since the run's start of a value over time, `row` and `column` the pair of a matrix; `code` and `words` tell what was seen.
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
    const row = (metric: string, parts: Partial<Row>): Cell[] => [
      ...first,
      metric,
      parts.statistic ?? null,
      parts.thread ?? null,
      parts.time ?? null,
      parts.row ?? null,
      parts.column ?? null,
      parts.value ?? null,
      parts.code === undefined ? unitOf(record, point, metric) : null,
      parts.code ?? null,
      parts.words ?? null,
      ...last,
    ];
    return [
      ...Object.entries(repeat.metrics).map(([metric, value]) => row(metric, { value })),
      ...Object.entries(repeat.perThread ?? {}).flatMap(([metric, values]) =>
        values.map((value, thread) => row(metric, { thread: thread + 1, value })),
      ),
      ...Object.entries(repeat.histograms ?? {}).flatMap(([metric, histogram]) =>
        shownPercentiles.map(({ name, share }) => {
          const value = percentile(histogram, share);
          return row(metric, { statistic: name, value: Number.isFinite(value) ? value : null });
        }),
      ),
      ...Object.entries(point.series ?? {}).flatMap(([metric, series]) =>
        seriesRows(series, index).map((parts) => row(metric, parts)),
      ),
      ...Object.entries(repeat.matrices ?? {}).flatMap(([metric, matrix]) =>
        matrixRows(matrix).map((parts) => row(metric, parts)),
      ),
      ...Object.entries(repeat.outcomes ?? {}).map(([metric, { code, words }]) => row(metric, { code, words })),
    ];
  });
}

/** What differs between the rows of one repeat. */
interface Row {
  statistic: string;
  thread: number;
  time: number;
  row: string;
  column: string;
  value: number | null;
  code: string;
  words: string;
}

/** As the record has it, else as the catalogue. */
function unitOf(record: RunRecord, { metrics, histograms, series, matrices }: Point, metric: string): string {
  const own = [metrics, histograms, series, matrices].find((of) => of?.[metric] !== undefined)?.[metric]?.unit;
  return own ?? metricOf(record, metric).unit;
}

/** A point's series holds all of its repeats; these are the values of one. */
function seriesRows({ at, repeat, values, labels }: Series, index: number): Partial<Row>[] {
  return values.flatMap((own, thread) =>
    at.flatMap((time, i) => {
      const label = labels?.[thread];
      const whose = label === undefined ? { thread: thread + 1 } : { statistic: label };
      return repeat[i] === index ? [{ ...whose, time, value: own[i] ?? null }] : [];
    }),
  );
}

function matrixRows({ rows, columns, values }: Matrix): Partial<Row>[] {
  return values.flatMap((own, i) =>
    own.map((value, j) => ({ row: rows.labels[i] ?? '', column: columns.labels[j] ?? '', value })),
  );
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
