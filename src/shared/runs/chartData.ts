/** Pure rows from a record, in base units: what the window's result charts and the exported figures both draw. */
import { lockKinds } from '../lab/lockKinds.ts';
import { percentile, shownPercentiles } from '../statistics/histogram.ts';
import { median } from '../statistics/quantile.ts';
import { summarise } from '../statistics/summarise.ts';
import type { Unit } from '../units/quantity.ts';
import type { ChartAxes, LineName, Panel, ParameterAxis } from './chartAxes.ts';
import { hollowOf, type Hollow } from './hollow.ts';
import type { ParameterValue, Point, Summary } from './record.ts';

export interface SweepPoint {
  x: ParameterValue;
  summary: Summary;
  hollow: Hollow | null;
}

export interface SweepLine extends LineName {
  /** In the order of the axis; an x without a reading is left out, and its gap is not bridged by a guess. */
  points: readonly SweepPoint[];
}

/** A metric over the swept parameter, a line for each value of `by`. Lines without a reading are left out. */
export function sweepLines(panel: Panel, axes: ChartAxes, metric: string): SweepLine[] {
  return axes.lines.flatMap((line) => {
    const points = axes.x.values.flatMap((x) => {
      const point = pointAt(panel, axes, line, x);
      const summary = point?.metrics[metric];
      return point === undefined || summary === undefined ? [] : [{ x, summary, hollow: hollowOf(point) }];
    });
    return points.length === 0 ? [] : [{ ...line, points }];
  });
}

/** Of a matrix: its middle cell in the place of a point's value. */
export function middleLines(panel: Panel, axes: ChartAxes, metric: string): SweepLine[] {
  return axes.lines.flatMap((line) => {
    const points = axes.x.values.flatMap((x) => {
      const point = pointAt(panel, axes, line, x);
      const cells = point?.matrices?.[metric]?.cells.flatMap((row) => row.flatMap((cell) => cell ?? [])) ?? [];
      const summary = cells.toSorted((a, b) => a.median - b.median)[Math.floor(cells.length / 2)];
      return point === undefined || summary === undefined ? [] : [{ x, summary, hollow: hollowOf(point) }];
    });
    return points.length === 0 ? [] : [{ ...line, points }];
  });
}

/** The largest value with its whisker; 0 without any. */
export function largestOf(lines: readonly SweepLine[]): number {
  return Math.max(0, ...lines.flatMap(({ points }) => points.flatMap(({ summary }) => [summary.median, summary.high])));
}

export function pointAt(panel: Panel, axes: ChartAxes, line: LineName, x: ParameterValue): Point | undefined {
  return panel.points.find(({ params }) => params[axes.x.name] === x && params[axes.by.name] === line.value);
}

export interface LatencyLine extends LineName {
  /** One for each of `shownPercentiles`. */
  values: readonly { percentile: string; value: number }[];
  count: number;
  hollow: Hollow | null;
}

/** The shown percentiles of a histogram metric at one x, a line for each value of `by`. */
export function latencyLines(panel: Panel, axes: ChartAxes, metric: string, x: ParameterValue): LatencyLine[] {
  return axes.lines.flatMap((line) => {
    const point = pointAt(panel, axes, line, x);
    const histogram = point?.histograms?.[metric];
    if (point === undefined || histogram === undefined || histogram.count === 0) return [];
    const values = shownPercentiles.map(({ name, share }) => ({
      percentile: name,
      value: percentile(histogram, share),
    }));
    return [{ ...line, values, count: histogram.count, hollow: hollowOf(point) }];
  });
}

export interface FairnessRow extends LineName {
  jain: Summary | null;
  /** Share of the worst-served thread, median over the repeats; null where threads were not counted. */
  smallestShare: number | null;
  equalShare: number;
  /** Largest number of acquisitions by others between an arrival and its own; null where it was not measured. */
  bypassMax: number | null;
  /** What first in, first out allows: threads - 1. null for other locks. */
  bypassLimit: number | null;
  hollow: Hollow | null;
}

/** How evenly the threads were served at one number of threads, a row for each value of `by`. */
export function fairnessRows(panel: Panel, axes: ChartAxes, x: ParameterValue): FairnessRow[] {
  return axes.lines.flatMap((line) => {
    const point = pointAt(panel, axes, line, x);
    const threads = point?.params['threads'];
    if (point === undefined || typeof threads !== 'number') return [];
    const smallest = point.repeats.map((repeat) => smallestShare(repeat.perThread?.['threadCounts'] ?? []));
    const measured = smallest.filter(Number.isFinite);
    return [
      {
        ...line,
        jain: point.metrics['fairness'] ?? null,
        smallestShare: measured.length === 0 ? null : median(measured),
        equalShare: 1 / threads,
        bypassMax: point.histograms?.['bypass']?.max ?? null,
        bypassLimit: isFifo(String(line.value)) ? threads - 1 : null,
        hollow: hollowOf(point),
      },
    ];
  });
}

function isFifo(lock: string): boolean {
  return Object.entries(lockKinds).some(([name, { fifo }]) => name === lock && fifo);
}

/** NaN of no threads or no acquisitions. */
function smallestShare(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total > 0 ? Math.min(...counts) / total : NaN;
}

/** A metric of each thread at one x, its number (from 1) on the axis, a line for each value of `by`. Lines without a reading are left out. */
export function threadLines(panel: Panel, axes: ChartAxes, metric: string, unit: Unit, x: ParameterValue): SweepLine[] {
  return axes.lines.flatMap((line) => {
    const point = pointAt(panel, axes, line, x);
    if (point === undefined) return [];
    const values = point.repeats.map(({ perThread }) => perThread?.[metric] ?? []);
    const threads = Math.max(0, ...values.map(({ length }) => length));
    const points = Array.from({ length: threads }, (_, thread) => {
      const summary = summarise(
        values.map((own) => own[thread] ?? NaN),
        unit,
      );
      return summary === null ? [] : [{ x: thread + 1, summary, hollow: hollowOf(point) }];
    }).flat();
    return points.length === 0 ? [] : [{ ...line, points }];
  });
}

/** The axis of such lines. */
export function threadAxis(lines: readonly SweepLine[]): ParameterAxis {
  const threads = Math.max(1, ...lines.map(({ points }) => Number(points.at(-1)?.x ?? 1)));
  const values = Array.from({ length: threads }, (_, i) => i + 1);
  return { name: 'thread', title: 'Thread', unit: 'index', scale: 'linear', values };
}

/** The largest x at which a metric of each thread was measured; undefined where none was. */
export function lastThreadX({ points }: Panel, axes: ChartAxes, metric: string): ParameterValue | undefined {
  return lastX(points, axes, ({ repeats }) => repeats.some(({ perThread }) => perThread?.[metric] !== undefined));
}

/** The largest x at which a point has what is looked for; undefined where none has. */
export function lastX(
  points: readonly Point[],
  { x }: ChartAxes,
  has: (point: Point) => boolean,
): ParameterValue | undefined {
  const found = points.filter(has);
  return x.values.findLast((value) => found.some(({ params }) => params[x.name] === value));
}

/** A bound that is known before measuring. `formula` names it on the chart. */
export interface Bound {
  name: string;
  formula: string;
  at: readonly { x: number; value: number }[];
  /** A place on the x axis, drawn as a line upright: `at` has its x alone, and no value (NaN). */
  upright?: true;
}
