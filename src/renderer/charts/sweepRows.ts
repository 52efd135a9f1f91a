/** Points of a run -> lines of one metric over one swept parameter, a line for each value of another. Base units. */
import type { Point, Summary } from '../../shared/runs/record.ts';

export interface SweepPoint {
  x: number;
  value: number;
  low: number;
  high: number;
  n: number;
  interval: Summary['interval'];
  /** Too disturbed to conclude from, or more threads than CPUs where that matters: drawn hollow. */
  noisy: boolean;
}

export interface SweepLine {
  name: string;
  slot: number;
  /** Ascending by x. */
  points: readonly SweepPoint[];
}

/** What recharts draws: one row an x, with a cell for each line that has a point there. */
export interface SweepRow {
  x: number;
  /** 0 to 1 along the axis. */
  position: number;
  cells: ReadonlyMap<string, SweepPoint>;
}

/** Lines in the order in which their values first appear. Points without the metric, or whose `x` is no number, are left out. */
export function sweepLines(
  points: readonly Pick<Point, 'params' | 'metrics' | 'noisy'>[],
  metric: string,
  axes: { x: string; by: string },
  slotOf: (name: string) => number,
): SweepLine[] {
  const lines = new Map<string, SweepPoint[]>();
  for (const { params, metrics, noisy } of points) {
    const summary = metrics[metric];
    const x = params[axes.x];
    if (summary === undefined || typeof x !== 'number') continue;
    const name = String(params[axes.by] ?? metric);
    const line = lines.get(name) ?? [];
    line.push({
      x,
      value: summary.median,
      low: summary.low,
      high: summary.high,
      n: summary.n,
      interval: summary.interval,
      noisy,
    });
    lines.set(name, line);
  }
  return Array.from(lines, ([name, found]) => ({
    name,
    slot: slotOf(name),
    points: found.toSorted((a, b) => a.x - b.x),
  }));
}

/** One row for each asked x, ascending; a line without a point there has no cell, and its gap is not bridged by a guess. */
export function sweepRows(lines: readonly SweepLine[], positions: ReadonlyMap<number, number>): SweepRow[] {
  return Array.from(positions, ([x, position]) => ({
    x,
    position,
    cells: new Map(
      lines.flatMap(({ name, points }) => {
        const found = points.find((point) => point.x === x);
        return found === undefined ? [] : [[name, found] as const];
      }),
    ),
  })).toSorted((a, b) => a.x - b.x);
}

/** recharts' ErrorBar takes distances from the value, not bounds; null where the interval has no width. */
export function distances(point: SweepPoint): [number, number] | null {
  return point.high > point.low ? [point.value - point.low, point.high - point.value] : null;
}
