/** Histograms of a point -> percentiles on a logarithmic axis, a line for each series. */
import type { Histogram } from '../../shared/runs/record.ts';
import { percentile, shownPercentiles } from '../../shared/statistics/histogram.ts';

export interface LatencyLine {
  name: string;
  slot: number;
  /** By the name of the percentile; NaN where there is none. */
  values: readonly { percentile: string; value: number }[];
}

export interface LatencyRow {
  percentile: string;
  cells: ReadonlyMap<string, number>;
}

/** The shown percentiles of one histogram. */
export function latencyLine(name: string, slot: number, histogram: Histogram): LatencyLine {
  return {
    name,
    slot,
    values: shownPercentiles.map((shown) => ({ percentile: shown.name, value: percentile(histogram, shown.share) })),
  };
}

/** A row a percentile. What is 0 or unknown has no place on a logarithm and is left out. */
export function latencyRows(lines: readonly LatencyLine[]): LatencyRow[] {
  return shownPercentiles.map(({ name: wanted }) => ({
    percentile: wanted,
    cells: new Map(
      lines.flatMap(({ name, values }) => {
        const value = values.find((found) => found.percentile === wanted)?.value;
        return value !== undefined && value > 0 && Number.isFinite(value) ? [[name, value] as const] : [];
      }),
    ),
  }));
}
