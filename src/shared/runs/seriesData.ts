/** A metric over time -> lines, one for each thread of the points at one x; a repeat's end breaks the line. */
import type { ChartAxes, Panel } from './chartAxes.ts';
import { lastX, pointAt } from './chartData.ts';
import type { ParameterValue } from './record.ts';

export interface TimeLine {
  name: string;
  slot: number;
  /** Ascending; `at` in seconds since the run's start, a null value breaks the line. */
  points: readonly { at: number; value: number | null }[];
}

/** The largest x at which a metric over time was measured; undefined where none was. */
export function lastSeriesX({ points }: Panel, axes: ChartAxes, metric: string): ParameterValue | undefined {
  return lastX(points, axes, ({ series }) => series?.[metric] !== undefined);
}

export function timeLines(panel: Panel, axes: ChartAxes, metric: string, x: ParameterValue): TimeLine[] {
  const found = axes.lines.flatMap((line) => {
    const series = pointAt(panel, axes, line, x)?.series?.[metric];
    return series === undefined ? [] : [{ line, series }];
  });
  const lines = found.flatMap(({ line, series }) =>
    series.values.map((values, thread) => {
      const own = series.values.length === 1 ? [] : [`thread ${thread + 1}`];
      const name = [...(found.length === 1 && own.length > 0 ? [] : [line.name]), ...own].join(', ');
      return { name, points: brokenAt(series.repeat, series.at, values) };
    }),
  );
  return lines.map((line, i) => ({ ...line, slot: i + 1 }));
}

function brokenAt(repeats: readonly number[], at: readonly number[], values: readonly (number | null)[]) {
  return at.flatMap((moment, i) => {
    const point = { at: moment, value: values[i] ?? null };
    const isNext = i > 0 && repeats[i] !== repeats[i - 1];
    return isNext ? [{ at: moment, value: null }, point] : [point];
  });
}
