/**
 * The result in words, from the record alone: the figure, then its interval, then the doubt; at most four sentences.
 * Spans carry what they are, so that a window can embolden figures and grey intervals; the command line joins them.
 */
import { formatRatio, formatRange, formatValue } from '../units/format.ts';
import { formatSeconds } from '../units/duration.ts';
import { summariseRatio } from '../statistics/summarise.ts';
import { chartAxes, experimentOf, metricOf, type ChartAxes, type ParameterAxis, type Panel } from './chartAxes.ts';
import { fairnessRows, pointAt, sweepLines, type SweepLine, type SweepPoint } from './chartData.ts';
import type { Point, RunRecord, Summary } from './record.ts';

export interface Span {
  text: string;
  kind: 'plain' | 'figure' | 'interval' | 'doubt';
}
export type Sentence = readonly Span[];

const mostSentences = 4;
/** More lines than these are told by their best and their worst. */
const linesTold = 3;
/** A change below this is told as what is kept rather than as what is lost. */
const keptFrom = 0.9;
/** A worst-served thread with less than this of an equal share is named. */
const unfairBelow = 0.8;
/** Shares that differ from equal by less are "served evenly". */
const evenWithin = 0.01;

const plain = (text: string): Span => ({ text, kind: 'plain' });
const figure = (text: string): Span => ({ text, kind: 'figure' });
const interval = (text: string): Span => ({ text, kind: 'interval' });
const doubt = (text: string): Span => ({ text, kind: 'doubt' });

export function resultWords(record: RunRecord): Sentence[] {
  const ended = endWords(record);
  const sentences = [...failedChecks(record), ...ended];
  const axes = chartAxes(record);
  const panel = axes.panels[0];
  const metric = experimentOf(record)?.chart.metric ?? Object.keys(record.points[0]?.metrics ?? {})[0];
  if (panel === undefined || metric === undefined) {
    return sentences.length > 0 ? sentences : [[doubt('Nothing was measured.')]];
  }
  const where = axes.panels.length > 1 && panel.title !== '' ? `With ${panel.title}: ` : '';
  const told = sweepLines(panel, axes, metric);
  const main = changeWords(record, panel, axes, told, metric, where);
  return [...sentences, ...main, ...fairnessWords(panel, axes), ...unjudgedWords(record, panel, axes, told)].slice(
    0,
    mostSentences,
  );
}

/** The same as text. */
export function resultText(record: RunRecord): string {
  return resultWords(record)
    .map((sentence) => sentence.map(({ text }) => text).join(''))
    .join(' ');
}

function failedChecks(record: RunRecord): Sentence[] {
  const failed = record.checks.filter(({ kind, outcome }) => kind === 'A' && outcome === 'failed');
  const first = failed[0];
  if (first === undefined) return [];
  const ids = [...new Set(failed.map(({ id }) => id))].join(' and ');
  const detail = first.detail === '' ? '' : ` (${first.detail})`;
  return [
    [figure(`${ids} failed`), interval(detail), doubt('; this must never happen, so no figure here can be trusted.')],
  ];
}

function endWords(record: RunRecord): Sentence[] {
  const made = record.points.reduce((sum, { repeats }) => sum + repeats.length, 0);
  if (record.status === 'failed') {
    const why = record.error?.message ?? 'no reason was recorded';
    return [[figure('The run ended without a result: '), plain(endedWith(why))]];
  }
  if (record.status === 'cancelled') {
    return [
      [
        figure(`Cancelled after ${formatSeconds(Math.max(1, Math.round(record.elapsed)))}`),
        plain(
          made === 0
            ? '; no repeat had finished.'
            : `; what follows rests on ${made} finished ${made === 1 ? 'repeat' : 'repeats'}.`,
        ),
      ],
    ];
  }
  return [];
}

const endedWith = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** "From 2 to 8 threads mcs keeps 96% of its throughput (range 91 to 100%) and tas loses 57% (52 to 62%)." */
function changeWords(
  record: RunRecord,
  panel: Panel,
  axes: ChartAxes,
  told: readonly SweepLine[],
  metric: string,
  where: string,
): Sentence[] {
  const from = axes.x.values[0];
  const to = axes.x.values.at(-1);
  const { title, unit } = metricOf(record, metric);
  const changes = told.flatMap((line) => {
    const first = line.points.find(({ x }) => x === from);
    const last = line.points.find(({ x }) => x === to);
    if (first === undefined || last === undefined || from === to || tooNoisy(panel, axes, line, [first, last]))
      return [];
    const values = (x: SweepPoint['x']): number[] => repeatsOf(pointAt(panel, axes, line, x), metric);
    const ratio = summariseRatio(values(first.x), values(last.x));
    return ratio === null ? [] : [{ name: line.name, ratio }];
  });
  if (changes.length > 0 && from !== undefined && to !== undefined) {
    const lead = `${where}${where === '' ? 'From' : 'from'} ${span(axes.x, from, to)} `;
    const chosen = extremes(changes, ({ ratio }) => ratio.median);
    const parts = chosen.map(({ name, ratio }, i) => oneChange(name, ratio, i === 0 ? title.toLowerCase() : null));
    return [[plain(lead), ...joined(parts), plain('.')]];
  }
  const levels = told.flatMap((line) => {
    const point = line.points.find(({ x, noisy }) => x === to && !noisy);
    return point === undefined ? [] : [{ name: line.name, summary: point.summary }];
  });
  if (levels.length === 0 || to === undefined) return [];
  const parts = extremes(levels, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(`${name} ${i === 0 ? `has a ${title.toLowerCase()} of ` : ''}${formatValue(summary.median, unit)}`),
    interval(` (${kindOf(summary, i === 0)}${formatRange(summary.low, summary.high, unit)})`),
  ]);
  return [[plain(`${where}${where === '' ? 'At' : 'at'} ${level(axes.x, to)} `), ...joined(parts), plain('.')]];
}

/** `what` is named with the first line told only. */
function oneChange(name: string, ratio: Summary, what: string | null): Span[] {
  const loses = ratio.median < keptFrom && ratio.high < 1;
  const gains = ratio.median > 1 / keptFrom && ratio.low > 1;
  const [verb, share, low, high] = loses
    ? ['loses', 1 - ratio.median, 1 - ratio.high, 1 - ratio.low]
    : gains
      ? ['gains', ratio.median - 1, ratio.low - 1, ratio.high - 1]
      : ['keeps', ratio.median, ratio.low, ratio.high];
  return [
    figure(`${name} ${verb} ${percent(share)}`),
    plain(what === null ? '' : gains ? ` in ${what}` : ` of its ${what}`),
    interval(` (${kindOf(ratio, what !== null)}${percentRange(low, high)})`),
  ];
}

const percent = (share: number): string => formatRatio(Math.abs(share) >= 0.1 ? Math.round(share * 100) / 100 : share);

function percentRange(low: number, high: number): string {
  const round = (share: number): number => Math.round(share * 100) / 100;
  return formatRange(round(low), round(high), 'ratio');
}

/** The interval is named once, where it is first given. */
function kindOf(summary: Summary, first: boolean): string {
  if (!first) return '';
  return summary.interval === 'range' ? `range of ${summary.n} repeats ` : '95% interval ';
}

/** All of a few; of many the largest and the smallest, and the largest first. */
function extremes<T>(items: readonly T[], size: (item: T) => number): T[] {
  const sorted = items.toSorted((a, b) => size(b) - size(a));
  const last = sorted.at(-1);
  return sorted.length <= linesTold || last === undefined ? sorted : [...sorted.slice(0, 1), last];
}

function joined(parts: readonly Span[][]): Span[] {
  return parts.flatMap((part, i) => {
    if (i === 0) return part;
    return [plain(i === parts.length - 1 ? ' and ' : ', '), ...part];
  });
}

/** "ticket and mcs serve their threads evenly; with tas the worst-served thread got 4.1% where an equal share is 12.5%." */
function fairnessWords(panel: Panel, axes: ChartAxes): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const rows = fairnessRows(panel, axes, x).filter(({ equalShare, noisy }) => equalShare < 1 && !noisy);
  const served = rows.flatMap((row) =>
    row.smallestShare === null ? [] : [{ ...row, smallestShare: row.smallestShare }],
  );
  const even = served.filter(({ smallestShare, equalShare }) => 1 - smallestShare / equalShare < evenWithin);
  const worst = served
    .filter(({ smallestShare, equalShare }) => smallestShare < unfairBelow * equalShare)
    .toSorted((a, b) => a.smallestShare - b.smallestShare)[0];
  const spans: Span[] = [];
  if (even.length > 0) {
    const names = joined(even.map(({ name }) => [figure(name)]));
    spans.push(
      plain(`At ${level(axes.x, x)} `),
      ...names,
      plain(` ${even.length === 1 ? 'serves its' : 'serve their'} threads evenly, within ${formatRatio(evenWithin)}`),
    );
  }
  if (worst !== undefined) {
    spans.push(
      plain(
        spans.length > 0
          ? `; with ${worst.name} the worst-served thread got `
          : `At ${level(axes.x, x)} the worst-served thread of ${worst.name} got `,
      ),
      figure(formatRatio(worst.smallestShare)),
      plain(` of the acquisitions where an equal share is ${formatRatio(worst.equalShare)}`),
    );
  }
  return spans.length === 0 ? [] : [[...spans, plain('.')]];
}

/** What no figure above speaks of, with the reason; then what oversubscription means for those that do. */
function unjudgedWords(record: RunRecord, panel: Panel, axes: ChartAxes, told: readonly SweepLine[]): Sentence[] {
  const noisy = told.flatMap((line) =>
    line.points.flatMap(({ x }) => {
      const point = pointAt(panel, axes, line, x);
      return point?.noisy === true ? [{ line, x, point }] : [];
    }),
  );
  const sentences: Sentence[] = [];
  const first = noisy[0];
  if (first !== undefined) {
    const all = told.reduce((sum, { points }) => sum + points.length, 0);
    if (noisy.length === all && all > 1) {
      return [
        [doubt(`None of the ${all} points could be judged: `), plain(`${gateWords(noisy.map(({ point }) => point))}.`)],
      ];
    }
    const rest = noisy.length === 1 ? '' : `, and ${noisy.length - 1} more ${noisy.length === 2 ? 'point' : 'points'}`;
    const what = `${first.line.name} at ${level(axes.x, first.x)}${rest} could not be judged: `;
    sentences.push([doubt(what), plain(`${gateWords([first.point])}.`)]);
  }
  const crowded = panel.points.filter(({ oversubscribed }) => oversubscribed);
  if (crowded.length > 0) {
    const cpus = record.environment.limits.cpus ?? record.environment.cpus;
    sentences.push([
      doubt(
        `${crowded.length === 1 ? 'One point has' : `${crowded.length} points have`} more threads than the ${formatValue(cpus, 'count')} CPUs`,
      ),
      plain(': waiting for a CPU is part of what they show.'),
    ]);
  }
  return sentences;
}

function gateWords(points: readonly Point[]): string {
  const repeats = points.flatMap((point) => point.repeats);
  const failed = repeats.filter(({ gate }) => !gate.passed);
  const reason = failed[0]?.gate.reasons[0];
  const words = `${failed.length} of ${repeats.length} repeats were disturbed`;
  return reason === undefined ? words : `${words} (${failed.length > 1 ? 'first: ' : ''}${reason})`;
}

function tooNoisy(panel: Panel, axes: ChartAxes, line: SweepLine, ends: readonly SweepPoint[]): boolean {
  return ends.some(({ x }) => pointAt(panel, axes, line, x)?.noisy === true);
}

function repeatsOf(point: Point | undefined, metric: string): number[] {
  return point?.repeats.flatMap(({ metrics }) => metrics[metric] ?? []) ?? [];
}

/** "2 to 8 threads"; "working set 4 to 64 KiB". */
function span(axis: ParameterAxis, from: SweepPoint['x'], to: SweepPoint['x']): string {
  const title = axis.title.toLowerCase();
  if (typeof from !== 'number' || typeof to !== 'number') return `${title} ${from} to ${to}`;
  const range = `${formatValue(from, axis.unit)} to ${formatValue(to, axis.unit)}`;
  return axis.unit === 'count' ? `${range} ${title}` : `${title} ${range}`;
}

/** "8 threads", "1 thread"; "working set 4 KiB". */
function level(axis: ParameterAxis, x: SweepPoint['x']): string {
  const title = axis.title.toLowerCase();
  if (typeof x !== 'number') return `${title} ${x}`;
  if (axis.unit !== 'count') return `${title} ${formatValue(x, axis.unit)}`;
  return `${formatValue(x, axis.unit)} ${x === 1 ? title.replace(/s$/, '') : title}`;
}
