/** Percentiles of several series -> a row a percentile, for a logarithmic axis. */
import type { LatencyLine } from '../../shared/runs/chartData.ts';
import { shownPercentiles } from '../../shared/statistics/histogram.ts';

export interface LatencyRow {
  percentile: string;
  /** By the line's name. */
  cells: ReadonlyMap<string, number>;
}

/** What is 0 or unknown has no place on a logarithm and is left out. */
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
