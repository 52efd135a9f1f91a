/**
 * The parts of a sentence about a result. Spans carry what they are, so that a window can embolden figures and grey
 * intervals; the command line joins them.
 */
import { interpreterName } from '../../lab/plan.ts';
import { formatRange, formatRatio, formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import type { Unit } from '../../units/quantity.ts';
import { placeTitle, singular, type ChartAxes, type Panel, type ParameterAxis } from '../chartAxes.ts';
import { pointAt, type SweepLine, type SweepPoint } from '../chartData.ts';
import type { ParameterValue, Point, RunRecord, Summary } from '../record.ts';

export interface Span {
  text: string;
  kind: 'plain' | 'figure' | 'interval' | 'doubt';
}
export type Sentence = readonly Span[];

/** A line and its point at one x. */
export interface Judged {
  line: SweepLine;
  point: Point;
}

/** What a teller makes its sentences of: one panel of a record, and its lines of the main metric. */
export interface Told {
  record: RunRecord;
  panel: Panel;
  axes: ChartAxes;
  /** The experiment's main metric. */
  metric: string;
  lines: readonly SweepLine[];
  /** "On wasm with think time 1 µs" where there are further panels; else empty. */
  place: string;
}

/** The sentences that one experiment's result is told in, of one panel as if it were all. Empty where there is nothing to tell. */
export type Teller = (told: Told) => Sentence[];

/** More lines than these are told by their best and their worst. */
const linesTold = 3;

export const plain = (text: string): Span => ({ text, kind: 'plain' });
export const figure = (text: string): Span => ({ text, kind: 'figure' });
export const interval = (text: string): Span => ({ text, kind: 'interval' });
export const doubt = (text: string): Span => ({ text, kind: 'doubt' });

/** Whole percents, but below 10% as they are. */
export const percent = (share: number): string =>
  formatRatio(Math.abs(share) >= 0.1 ? Math.round(share * 100) / 100 : share);

/** "52 to 62%", in whole percents. */
export function percentRange(low: number, high: number): string {
  const round = (share: number): number => Math.round(share * 100) / 100;
  return formatRange(round(low), round(high), 'ratio');
}

/** The interval is named once, where it is first given. */
export function kindOf(summary: Summary, first: boolean): string {
  if (!first) return '';
  return summary.interval === 'range' ? `range of ${summary.n} repeats ` : '95% interval ';
}

/** " (range of 5 repeats 4.4 to 5.1 ms)": how sure a figure is; `first` names the kind. */
export function rangeOf(summary: Summary, unit: Unit, first: boolean): Span {
  return interval(` (${kindOf(summary, first)}${formatRange(summary.low, summary.high, unit)})`);
}

/** The same of how many times something is. */
export function timesRangeOf(times: Summary, first: boolean): Span {
  return interval(` (${kindOf(times, first)}${timesRange(times)})`);
}

/** All of a few; of many the largest and the smallest, and the largest first. */
export function extremes<T>(items: readonly T[], size: (item: T) => number): T[] {
  const sorted = items.toSorted((a, b) => size(b) - size(a));
  const last = sorted.at(-1);
  return sorted.length <= linesTold || last === undefined ? sorted : [...sorted.slice(0, 1), last];
}

/** "a, b and c". */
export function joined(parts: readonly Span[][]): Span[] {
  return parts.flatMap((part, i) => {
    if (i === 0) return part;
    return [plain(i === parts.length - 1 ? ' and ' : ', '), ...part];
  });
}

/** "At 4 threads " with its joined parts and an end; none where there is no part. */
export function sentenceOf(lead: string, parts: readonly Span[][], end = '.'): Sentence[] {
  return parts.length === 0 ? [] : [[plain(lead), ...joined(parts), plain(end)]];
}

/** The lines with their points at one x; those that were not measured there, or too noisy to tell of, are left out. */
export function judgedAt({ panel, axes, lines }: Told, x: ParameterValue | undefined): Judged[] {
  return lines.flatMap((line) => {
    const point = x === undefined ? undefined : pointAt(panel, axes, line, x);
    return point === undefined || point.noisy ? [] : [{ line, point }];
  });
}

/** The first and the last value of an axis; one where they are the same. */
export function endsOf({ values }: ParameterAxis): ParameterValue[] {
  return [...new Set([...values.slice(0, 1), ...values.slice(-1)])];
}

/** "1.5 to 1.7", of how many times something is. */
export function timesRange({ low, high }: Summary): string {
  const [from, to] = [formatSignificant(low, 2), formatSignificant(high, 2)];
  return from === to ? to : `${from} to ${to}`;
}

/** The values of a metric in the repeats of a point; those that measured none are left out. */
export function repeatsOf(point: Point | undefined, metric: string): number[] {
  return point?.repeats.flatMap(({ metrics }) => metrics[metric] ?? []) ?? [];
}

/** "native", "Python 3.12.3": the engine, or which of its interpreters; null where neither tells points apart. */
export function runnerOf({ engine, [interpreterName]: interpreter }: Panel['params']): string | null {
  if (interpreter !== undefined) return `Python ${interpreter}`;
  return engine === undefined ? null : String(engine);
}

/** What else was swept than that which `runnerOf` names. */
export function withoutRunner(params: Panel['params']): Panel['params'] {
  const { engine: _, [interpreterName]: __, ...rest } = params;
  return rest;
}

/** "On wasm with think time 1 µs": what is swept besides axis and lines. */
export function placeOf(record: RunRecord, params: Panel['params']): string {
  const others = placeTitle(record, { params: withoutRunner(params) });
  const runner = runnerOf(params);
  const parts = [runner === null ? '' : `on ${runner}`, others === '' ? '' : `with ${others}`];
  return capital(parts.filter((part) => part !== '').join(' '));
}

/** As a sentence begins. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same within a sentence. */
export function placeWithin(place: string): string {
  return place.charAt(0).toLowerCase() + place.slice(1);
}

/** "On wasm: from 1 to 2 threads ...": a sentence of one panel among several. A name that it begins with stays as it is. */
export function inPlace(place: string, [first, ...rest]: Sentence): Sentence {
  if (first === undefined) return [];
  const begun = first.kind === 'plain' ? { ...first, text: placeWithin(first.text) } : first;
  return [plain(`${place}: `), begun, ...rest];
}

/** A line in a sentence: "tas", but "2 permits", of which the number alone says nothing. */
export function lineWords({ by }: ChartAxes, { value, name }: Pick<SweepLine, 'value' | 'name'>): string {
  return typeof value === 'number' ? level(by, value) : name;
}

/** "2 to 8 threads"; "working set 4 to 64 KiB", "depth 1 to 8". */
export function span(axis: ParameterAxis, from: SweepPoint['x'], to: SweepPoint['x']): string {
  const title = axis.title.toLowerCase();
  if (typeof from !== 'number' || typeof to !== 'number') return `${title} ${from} to ${to}`;
  const range = `${formatValue(from, axis.unit)} to ${formatValue(to, axis.unit)}`;
  return isCounted(axis) ? `${range} ${title}` : `${title} ${range}`;
}

/** "8 threads", "1 thread"; "working set 4 KiB", "depth 8", "kind fork". */
export function level(axis: ParameterAxis, x: SweepPoint['x']): string {
  const title = axis.title.toLowerCase();
  if (typeof x !== 'number') return `${singular(title)} ${x}`;
  if (!isCounted(axis)) return `${title} ${formatValue(x, axis.unit)}`;
  return `${formatValue(x, axis.unit)} ${x === 1 ? singular(title) : title}`;
}

/** Whether the title is of what is counted: threads, but not a depth. */
function isCounted({ unit, title }: ParameterAxis): boolean {
  return unit === 'count' && title.endsWith('s');
}
