/** Lines of a sweep -> what recharts draws: one row an x, with a cell for each line that has a point there. */
import type { SweepLine, SweepPoint } from '../../shared/runs/chartData.ts';
import type { ParameterValue } from '../../shared/runs/record.ts';
import type { AxisPosition } from './axisPosition.ts';

export interface SweepRow {
  x: ParameterValue;
  /** 0 to 1 along the axis. */
  position: number;
  /** By the line's name. */
  cells: ReadonlyMap<string, SweepPoint>;
}

/** One row for each asked x that the axis holds, in order. A line without a point there has no cell: its gap is not bridged by a guess. */
export function sweepRows(
  lines: readonly SweepLine[],
  xs: readonly ParameterValue[],
  positionOf: AxisPosition,
): SweepRow[] {
  return xs.flatMap((x) => {
    const position = positionOf(x);
    if (position === undefined) return [];
    const cells = lines.flatMap(({ name, points }) => {
      const found = points.find((point) => point.x === x);
      return found === undefined ? [] : [[name, found] as const];
    });
    return [{ x, position, cells: new Map(cells) }];
  });
}

/** recharts' ErrorBar takes distances from the value, not bounds; null where the interval has no width. */
export function distances({ summary }: SweepPoint): [number, number] | null {
  const { median, low, high } = summary;
  return high > low ? [median - low, high - median] : null;
}
