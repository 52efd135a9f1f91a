/** A metric over time -> lines, one for each thread of the points at one x; a repeat's end breaks the line. */
import { experimentOf, type ChartAxes, type Charted, type Panel } from './chartAxes.ts';
import { pointAt } from './chartData.ts';
import type { ParameterValue } from './record.ts';

export interface TimeLine {
  name: string;
  slot: number;
  /** Ascending; `at` in seconds since the run's start, a null value breaks the line. */
  points: readonly { at: number; value: number | null }[];
}

/**
 * At which x a metric over time is drawn: the largest at which it was measured, since there a machine is most likely to slow
 * down; the smallest before it where the catalogue wants both ends.
 */
export function seriesXs(record: Charted, { points }: Panel, { x }: ChartAxes, metric: string): ParameterValue[] {
  const found = points.filter(({ series }) => series?.[metric] !== undefined);
  const measured = x.values.filter((value) => found.some(({ params }) => params[x.name] === value));
  const ends =
    experimentOf(record)?.chart.overTimeAt === 'ends'
      ? [...measured.slice(0, 1), ...measured.slice(-1)]
      : measured.slice(-1);
  return [...new Set(ends)];
}

export function timeLines(panel: Panel, axes: ChartAxes, metric: string, x: ParameterValue): TimeLine[] {
  const found = axes.lines.flatMap((line) => {
    const series = pointAt(panel, axes, line, x)?.series?.[metric];
    return series === undefined ? [] : [{ line, series }];
  });
  const lines = found.flatMap(({ line, series }) =>
    series.values.map((values, thread) => {
      const own = series.values.length === 1 ? [] : [series.labels?.[thread] ?? `thread ${thread + 1}`];
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
