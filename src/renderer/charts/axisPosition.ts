/**
 * Where a value of a swept parameter stands on the x axis, 0 to 1. Doublings on a logarithm; words, and numbers that a
 * logarithm cannot hold (a 0 among them), at even steps in order. A single value stands in the middle.
 */
import type { ParameterValue } from '../../shared/runs/record.ts';

/** undefined for a value that the axis has no place for. */
export type AxisPosition = (value: ParameterValue) => number | undefined;

export function axisPosition(values: readonly ParameterValue[], scale: 'linear' | 'log'): AxisPosition {
  const numbers = values.filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const even = numbers.length < values.length || (scale === 'log' && low <= 0);
  if (values.length < 2 || (!even && low === high)) return (value) => (values.includes(value) ? 0.5 : undefined);
  if (even) {
    return (value) => {
      const index = values.indexOf(value);
      return index < 0 ? undefined : index / (values.length - 1);
    };
  }
  return (value) => {
    if (typeof value !== 'number' || value < low || value > high) return undefined;
    return scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  };
}
