/** The charts that a record can be drawn as: which follows from each metric's shape and what was swept, never from the experiment. */
import { chartAxes, experimentOf, metricOf, type ChartAxes } from './chartAxes.ts';
import { gridAxes } from './heatData.ts';
import type { RunRecord } from './record.ts';

export type ChartKind = 'sweep' | 'grid' | 'matrix' | 'outcome' | 'threads' | 'percentiles' | 'series';

export interface ResultChart {
  /** As exports are asked for it: the metric's, and with ".grid" where a metric is drawn over its sweep as well. */
  name: string;
  metric: string;
  kind: ChartKind;
  title: string;
}

/** The main metric's first, then those that the catalogue draws below it, then the rest. */
export function resultCharts(record: RunRecord): ResultChart[] {
  const { metric: main, also = [] } = experimentOf(record)?.chart ?? {};
  const first = [...(main === undefined ? [] : [main]), ...also];
  const found = [...chartsOfPoints(record)];
  const place = ({ metric }: ResultChart) => (first.includes(metric) ? first.indexOf(metric) : first.length);
  return found.toSorted((a, b) => place(a) - place(b));
}

function chartsOfPoints(record: RunRecord): ResultChart[] {
  const { points } = record;
  const axes = chartAxes(record);
  const repeats = points.flatMap((point) => point.repeats);
  const named = (of: readonly (Readonly<Record<string, unknown>> | undefined)[]) => [
    ...new Set(of.flatMap((values) => Object.keys(values ?? {}))),
  ];
  const chart =
    (kind: ChartKind) =>
    (metric: string): ResultChart => ({
      name: metric,
      metric,
      kind,
      title: metricOf(record, metric).title,
    });
  return [
    ...named(points.map(({ metrics }) => metrics)).flatMap((metric) => scalarCharts(record, axes, metric)),
    ...named(points.map(({ matrices }) => matrices)).map(chart('matrix')),
    ...named(repeats.map(({ outcomes }) => outcomes)).map(chart('outcome')),
    ...named(points.map(({ histograms }) => histograms)).map(chart('percentiles')),
    ...named(repeats.map(({ perThread }) => perThread)).map(chart('threads')),
    ...named(points.map(({ series }) => series)).map(chart('series')),
  ];
}

function scalarCharts(record: RunRecord, axes: ChartAxes, metric: string): ResultChart[] {
  const { title, shape } = metricOf(record, metric);
  const over = axes.x.title.toLowerCase();
  const both = gridAxes(record, axes, metric);
  const sweep: ResultChart = { name: metric, metric, kind: 'sweep', title: `${title} over ${over}` };
  if (both === null) return [sweep];
  const grid: ResultChart = {
    name: shape === 'grid' ? metric : `${metric}.grid`,
    metric,
    kind: 'grid',
    title: `${title} over ${over} and ${both.y.title.toLowerCase()}`,
  };
  return shape === 'grid' ? [grid] : [sweep, grid];
}
