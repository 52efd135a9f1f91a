/** The value axis of a chart over a parameter: from 0 on round numbers, or on whole decades. */
import { largestOf, type Bound, type SweepLine } from '../../shared/runs/chartData.ts';
import { axisUnit, decadeTicks, formatTicks, unitTicks } from '../../shared/units/axis.ts';
import { formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { topWithBounds } from './boundRows.ts';
import { topOf } from './calmAxis.ts';
import { digitWidth } from './nameLines.ts';

export interface ValueAxis {
  ticks: readonly number[];
  tickText: readonly string[];
  from: number;
  /** For the caption; empty where each tick bears its own. */
  unit: string;
  /** Pixels. */
  width: number;
}

/** Pixels. */
const linearWidth = 40;
/** Of an axis whose ticks bear their unit. */
const decadesWidth = 50;

export interface LinearAxisOptions {
  unit: Unit;
  /** Which the axis makes room for. */
  bounds: readonly Bound[];
  /** "million a second" rather than "M/s". */
  inWords: boolean;
  /** Instead of those that follow from the data. */
  ticks: readonly number[] | undefined;
}

/** From 0 to a round number above the largest value; ratios to 100%. */
export function linearAxis(
  lines: readonly SweepLine[],
  { unit, bounds, inWords, ticks: asked }: LinearAxisOptions,
): ValueAxis {
  const ticks = asked ?? unitTicks(unit === 'ratio' ? 1 : topWithBounds(largestOf(lines), bounds), unit);
  const { factor, words, short } = axisUnit(topOf(ticks), unit);
  const tickText = formatTicks(ticks, factor).map((text) => `${text}${unit === 'ratio' ? '%' : ''}`);
  return { ticks, tickText, from: 0, unit: inWords ? words : short, width: linearWidth };
}

/** Whole decades around all values above 0, each with its unit. */
export function decadeAxis(lines: readonly SweepLine[], unit: Unit): ValueAxis {
  const values = lines.flatMap(({ points }) => points.flatMap(({ summary }) => [summary.low, summary.high]));
  const ticks = decadeTicks(values);
  const tickText = ticks.map((tick) => formatValue(tick, unit));
  const longest = Math.max(0, ...tickText.map(({ length }) => length));
  return { ticks, tickText, from: ticks[0] ?? 1, unit: '', width: Math.max(decadesWidth, longest * digitWidth + 8) };
}
