/** Rows of a record placed on axes: a metric over the sweep or over time, and the percentiles of a histogram. */
import type { ChartAxes } from '../runs/chartAxes.ts';
import type { Bound, LatencyLine, SweepLine } from '../runs/chartData.ts';
import type { TimeLine } from '../runs/seriesData.ts';
import { extent } from '../statistics/extent.ts';
import { shownPercentiles } from '../statistics/histogram.ts';
import type { Unit } from '../units/quantity.ts';
import type { Plot, PlotBound } from './plot.ts';
import { decadeScale, parameterScale, valueScale } from './scales.ts';

/** A level bound this many times above everything measured would flatten the lines: it is told in the caption instead. */
const boundWithin = 2;
/** Steps of a bound between two asked values: a straight bound is a curve on a logarithmic axis. */
const boundSteps = 24;

export interface BaseBound {
  label: string;
  points: Bound['at'];
  upright: boolean;
}

export function boundOf({ name, formula, at, upright }: Bound): BaseBound {
  const isUpright = upright === true;
  return { label: isUpright ? `${name} ${formula}` : `${name}, ${formula}`, points: at, upright: isUpright };
}

/** What an axis must reach: the largest value, and a level bound that is near enough to be drawn. */
export function topOf(largest: number, bounds: readonly BaseBound[]): number {
  const level = bounds.filter(({ points }) => points.every(({ value }) => value === points[0]?.value));
  const values = level.flatMap(({ points }) => points.map(({ value }) => value));
  return Math.max(largest, ...values.filter((value) => value <= largest * boundWithin));
}

/**
 * `top`: what the axis must reach; its unit is that of `unitFor`, the same for all panels under one title.
 * `decades`: on whole decades around these values instead, each with its unit. `above`: bounds that are not drawn.
 */
export function sweepPlot(
  title: string,
  axes: ChartAxes,
  lines: readonly SweepLine[],
  bounds: readonly BaseBound[],
  { top, unitFor, decades }: { top: number; unitFor: number; decades?: readonly number[] | undefined },
  unit: Unit,
): { plot: Plot; unit: string; above: string[] } {
  const y =
    decades === undefined
      ? valueScale(top, unit, unitFor)
      : { ...decadeScale(decades, unit), unit: { factor: 1, short: '', words: '' } };
  const x = parameterScale(axes.x);
  const placed = bounds.map((bound) => placeBound(bound, x.at, y.at));
  return {
    unit: y.unit.words,
    above: bounds
      .filter(({ points }, i) => placed[i] === null && points.every(({ value }) => y.at(value) > 1))
      .map(({ label }) => label),
    plot: {
      title,
      xTitle: axes.x.title.toLowerCase(),
      xTicks: x.ticks,
      yTicks: y.ticks,
      words: axes.x.unit === 'choice',
      inset: axes.x.values.length > 1 ? 14 : 0,
      bounds: placed.filter((bound) => bound !== null),
      lines: lines.map(({ name, slot, points }) => ({
        name,
        slot,
        points: points.map(({ x: value, summary, hollow }) => ({
          at: x.at(value),
          y: y.at(summary.median),
          low: y.at(summary.low),
          high: y.at(summary.high),
          hollow: hollow !== null,
        })),
      })),
    },
  };
}

/** Cut where it leaves the plot; null where less than a quarter of the width is left of it. */
function placeBound(
  { label, points, upright }: BaseBound,
  x: (value: number) => number,
  y: (value: number) => number,
): PlotBound | null {
  if (upright) {
    const at = x(points[0]?.x ?? NaN);
    return at >= 0 && at <= 1
      ? { label, points: [0, 1].map((share) => ({ at, y: share })), rises: true, upright }
      : null;
  }
  const level = points[0];
  if (level !== undefined && points.every((point) => point.x === level.x)) {
    // A single x: a level bound goes across the plot, and a rising one has no length.
    const share = y(level.value);
    return share <= 1 ? { label, points: [0, 1].map((at) => ({ at, y: share })), rises: false } : null;
  }
  const fine = points.flatMap((point, i) => {
    const next = points[i + 1];
    if (next === undefined) return [point];
    return Array.from({ length: boundSteps }, (_, step) => {
      const share = step / boundSteps;
      return { x: point.x + share * (next.x - point.x), value: point.value + share * (next.value - point.value) };
    });
  });
  const inside = fine.map((point) => ({ at: x(point.x), y: y(point.value) })).filter(({ y: share }) => share <= 1);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < 0.08) return null;
  return { label, points: inside, rises: last.y > first.y };
}

/** Lines over seconds. `largest`: of all panels under one title; `time`: where they end, and what they are counted from. */
export function timePlot(
  title: string,
  lines: readonly TimeLine[],
  largest: number,
  unit: Unit,
  time: { title: string; end: number } = { title: 'since the start', end: lastOf(lines) },
): { plot: Plot; unit: string } {
  const y = valueScale(largest, unit);
  const x = valueScale(time.end, 'seconds');
  return {
    unit: y.unit.words,
    plot: {
      title,
      xTitle: [time.title, x.unit.words].filter((part) => part !== '').join(', '),
      xTicks: x.ticks,
      yTicks: y.ticks,
      inset: 0,
      marked: false,
      bounds: [],
      lines: lines.map(({ name, slot, points }) => ({
        name,
        slot,
        points: points.flatMap(({ at, value }, i) => {
          if (value === null) return [];
          const share = y.at(value);
          return [
            { at: x.at(at), y: share, low: share, high: share, hollow: false, gap: points[i - 1]?.value === null },
          ];
        }),
      })),
    },
  };
}

function lastOf(lines: readonly TimeLine[]): number {
  return Math.max(0, extent(lines.flatMap(({ points }) => points.map(({ at }) => at))).most);
}

/** On decades, each with its unit; counts that stay small on an axis from 0. `values` are those of all panels; `zeros`: some are left out. */
export function percentilePlot(
  title: string,
  lines: readonly LatencyLine[],
  values: readonly number[],
  unit: Unit,
): { plot: Plot; unit: string; zeros: boolean } {
  const steps = shownPercentiles.length - 1;
  const largest = Math.max(0, ...values);
  const linear = unit === 'count' && largest < 100;
  const linearScale = valueScale(largest, unit);
  const scale = linear ? linearScale : decadeScale(values, unit);
  return {
    unit: linear ? linearScale.unit.words : '',
    zeros: !linear && lines.some((line) => line.values.some(({ value }) => value === 0)),
    plot: {
      title,
      xTitle: 'percentile',
      xTicks: shownPercentiles.map(({ name }, i) => ({ at: i / steps, label: name })),
      yTicks: scale.ticks,
      inset: 14,
      bounds: [],
      lines: lines.map(({ name, slot, values: own, hollow }) => ({
        name,
        slot,
        points: own.flatMap(({ value }, i) => {
          if (!linear && !(value > 0)) return []; // 0 has no place on a logarithm
          const y = scale.at(value);
          return [{ at: i / steps, y, low: y, high: y, hollow: hollow !== null }];
        }),
      })),
    },
  };
}
