/** Places on axes, as shares from 0 to 1. */
import type { ParameterAxis } from '../runs/chartAxes.ts';
import type { ParameterValue } from '../runs/record.ts';
import { decadeTicks, formatTicks, tickUnit, unitTicks, type AxisUnit } from '../units/axis.ts';
import { formatParameter, formatValue } from '../units/format.ts';
import type { Unit } from '../units/quantity.ts';
import type { Tick } from './plot.ts';

export interface Scale {
  ticks: Tick[];
  /** May lie outside 0 to 1 for a value outside the axis. */
  at: (value: number) => number;
}

/** A swept parameter: doublings by their logarithm, other numbers as they are, choices in their order; the asked values are the ticks. */
export function parameterScale(axis: ParameterAxis): {
  ticks: Tick[];
  at: (value: ParameterValue) => number;
} {
  const numbers = axis.values.filter((value) => typeof value === 'number');
  const numeric = numbers.length === axis.values.length && numbers.length > 1;
  const logarithmic = numeric && axis.scale === 'log' && numbers.every((value) => value > 0);
  const transform = (value: number): number => (logarithmic ? Math.log2(value) : value);
  // A 0 has no logarithm: such a sweep stands evenly spaced, like choices.
  const spread = numeric && (logarithmic || axis.scale === 'linear');
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const at = (value: ParameterValue): number => {
    if (spread && typeof value === 'number') {
      return (transform(value) - transform(first)) / (transform(last) - transform(first));
    }
    return axis.values.length === 1 ? 0.5 : axis.values.indexOf(value) / (axis.values.length - 1);
  };
  return { ticks: axis.values.map((value) => ({ at: at(value), label: formatParameter(value, axis.unit) })), at };
}

/** From 0 to a round number, in the unit that fits `unitFor`. A share that stays within 100% ends there. */
export function valueScale(largest: number, unit: Unit, unitFor = largest): Scale & { unit: AxisUnit } {
  const axis = tickUnit(unitFor, unit);
  const wholeShare = unit === 'ratio' && largest <= 1 && largest > 0.5;
  const ticks = wholeShare ? [0, 0.2, 0.4, 0.6, 0.8, 1] : unitTicks(largest, unit, unitFor);
  const top = ticks.at(-1) ?? 1;
  const labels = formatTicks(ticks, axis.factor);
  return {
    unit: axis,
    ticks: ticks.map((tick, i) => ({ at: tick / top, label: labels[i] ?? '' })),
    at: (value) => value / top,
  };
}

/** Whole decades around positive values, each with its own unit, because they span many. */
export function decadeScale(values: readonly number[], unit: Unit): Scale {
  const ticks = decadeTicks(values);
  const [first, last] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)];
  const at = (value: number): number => (Math.log10(value) - first) / (last - first);
  return { ticks: ticks.map((tick) => ({ at: at(tick), label: formatValue(tick, unit) })), at };
}
