/**
 * What a lock's throughput cannot pass, known from the work that was achieved: one thread at a time is inside (serial
 * bound), and a thread cannot come round faster than its work (linear gain). The lock's own cost lowers both.
 */
import { median } from '../statistics/quantile.ts';
import { formatSeconds } from '../units/duration.ts';
import type { ChartAxes, Panel } from './chartAxes.ts';
import type { Bound } from './chartData.ts';

/** Bounds of a lock's throughput over threads; none for other metrics and axes, or where there was no work inside. */
export function throughputBounds(panel: Panel, axes: ChartAxes, metric: string): Bound[] {
  if (metric !== 'throughput' || axes.x.name !== 'threads' || axes.by.name !== 'lock') return [];
  const section = achieved(panel, 'criticalSection');
  const think = achieved(panel, 'thinkTime');
  const threads = axes.x.values.filter((value) => typeof value === 'number');
  const [first, last] = [threads[0], threads.at(-1)];
  if (!(section > 0) || first === undefined || last === undefined) return [];
  const serial: Bound = {
    name: 'serial bound',
    formula: `1 / ${formatSeconds(section, 4)}`,
    at: [first, last].map((x) => ({ x, value: 1 / section })),
  };
  if (!(think >= 0) || first === last) return [serial];
  const round = section + think;
  const meets = Math.min(last, round / section); // from here on the serial bound is the lower one
  const linear: Bound = {
    name: 'linear gain',
    formula: `threads / ${formatSeconds(round, 4)}`,
    at: [first, ...threads.filter((x) => x > first && x < meets), ...(meets > first ? [meets] : [])].map((x) => ({
      x,
      value: x / round,
    })),
  };
  return linear.at.length > 1 ? [linear, serial] : [serial];
}

/** Median over the points; NaN where none measured it. */
function achieved(panel: Panel, name: string): number {
  return median(panel.points.flatMap((point) => point.achieved?.[name] ?? []));
}
