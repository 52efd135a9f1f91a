/** Figures of lines: a metric over its sweep, of each thread, over time, and the percentiles of a histogram. */
import { ThreadlabError } from '../errors.ts';
import { boundsOf } from '../runs/bounds.ts';
import { experimentOf, metricOf, seriesSlots, type ChartAxes, type Panel } from '../runs/chartAxes.ts';
import {
  largestOf,
  lastThreadX,
  lastX,
  latencyLines,
  sweepLines,
  threadAxis,
  threadLines,
  type SweepLine,
} from '../runs/chartData.ts';
import type { RunRecord } from '../runs/record.ts';
import { seriesXs, timeLines } from '../runs/seriesData.ts';
import { level } from '../runs/words/sentence.ts';
import { extent } from '../statistics/extent.ts';
import { hollowSentence, intervalSentence, leftOut, outlierSentence } from './caption.ts';
import type { Drawing, FigurePanel } from './page.ts';
import { drawPlot, type Plot } from './plot.ts';
import { boundOf, percentilePlot, sweepPlot, timePlot, topOf } from './plots.ts';

/** More panels than fit on a page are left out, and the caption says so. */
export const mostPanels = 12;
const plotHeight = { one: 340, several: 280 } as const;
/** Panels share an axis where the lowest is not flattened to less than this part of it. */
const sharedWithin = 3;

/** A metric over the sweep, a panel for each combination of what else was swept. */
export function sweeps(record: RunRecord, axes: ChartAxes, metric: string): Drawing {
  return linePanels(
    record,
    metric,
    axes.panels.map((panel) => ({ panel, axes, lines: sweepLines(panel, axes, metric) })),
    axes.x.unit !== 'choice', // nothing stands between two of them
  );
}

/** A metric of each thread, at the largest x of each panel. */
export function threads(record: RunRecord, axes: ChartAxes, metric: string): Drawing {
  const { unit } = metricOf(record, metric);
  const panels = axes.panels.flatMap((panel) => {
    const x = lastThreadX(panel, axes, metric);
    if (x === undefined) return [];
    const lines = threadLines(panel, axes, metric, unit, x);
    return [{ panel, axes: { ...axes, x: threadAxis(lines) }, lines, x }];
  });
  const [first] = panels;
  const drawing = linePanels(record, metric, panels, false);
  const where = first === undefined ? '' : `at ${level(axes.x, first.x)}`;
  return { ...drawing, unit: [where, drawing.unit].filter((part) => part !== '').join(', ') };
}

interface LinePanel {
  panel: Panel;
  axes: ChartAxes;
  lines: readonly SweepLine[];
}

function linePanels(record: RunRecord, metric: string, all: readonly LinePanel[], joined = true): Drawing {
  const { unit, scale } = metricOf(record, metric);
  const chunks = all.flatMap(({ lines, ...rest }) => chunked(lines).map((chunk) => ({ ...rest, lines: chunk })));
  const panels = chunks.slice(0, mostPanels).map(({ panel, axes, lines }) => {
    const bounds = boundsOf(record, panel, axes, metric).map(boundOf);
    return { title: panel.title, axes, lines, bounds, top: topOf(largestOf(lines), bounds) };
  });
  const tops = panels.map(({ top }) => top);
  const shared = Math.min(...tops) * sharedWithin >= Math.max(...tops);
  const unitFor = Math.max(...tops);
  const summaries = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(({ summary }) => summary)));
  const decades = scale === 'log' ? summaries.flatMap(({ low, high }) => [low, high]) : undefined;
  const plots = panels.map(({ title, axes, lines, bounds, top }) =>
    sweepPlot(title, axes, lines, bounds, { top: shared ? unitFor : top, unitFor, decades }, unit),
  );
  const above = [...new Set(plots.flatMap(({ above: bounds }) => bounds))];
  return {
    unit: plots[0]?.unit ?? '',
    panels: plotPanels(plots.map(({ plot }) => ({ ...plot, joined }))),
    marks: [
      intervalSentence(summaries),
      metric === experimentOf(record)?.chart.metric ? outlierSentence(record) : '',
      hollowSentence(record),
      shared || decades !== undefined ? '' : 'Each panel has an axis of its own.',
      above.length > 0 ? `Above the plot: ${above.join('; ')}.` : '',
      leftOut(chunks.length, mostPanels),
    ],
  };
}

/** The percentiles of a histogram at the largest x where it was measured. */
export function percentiles(record: RunRecord, axes: ChartAxes, metric: string): Drawing {
  const { unit } = metricOf(record, metric);
  const x = lastX(record.points, axes, ({ histograms }) => histograms?.[metric] !== undefined);
  if (x === undefined) throw new ThreadlabError('badInput', `Run ${record.id} has no measured point to draw.`);
  const panels = axes.panels
    .slice(0, mostPanels)
    .map((panel) => ({ panel, lines: latencyLines(panel, axes, metric, x) }));
  const values = panels.flatMap(({ lines }) => lines.flatMap((line) => line.values.map(({ value }) => value)));
  const plots = panels.map(({ panel, lines }) => percentilePlot(panel.title, lines, values, unit));
  return {
    unit: [`at ${level(axes.x, x)}`, plots[0]?.unit ?? ''].filter((part) => part !== '').join(', '),
    panels: plotPanels(plots.map(({ plot }) => plot)),
    marks: [
      'Percentiles of all repeats together; max is exact.',
      plots.some(({ zeros }) => zeros) ? 'A value of 0 has no place on this axis and is left out.' : '',
      hollowSentence(record),
      leftOut(axes.panels.length, mostPanels),
    ],
  };
}

/** A metric over the time of the run at the largest x of each panel (or at both ends), a line for each thread. */
export function overTime(record: RunRecord, axes: ChartAxes, metric: string): Drawing {
  const { unit } = metricOf(record, metric);
  const all = axes.panels.flatMap((panel) => {
    const xs = seriesXs(record, panel, axes, metric);
    return xs.flatMap((x) => {
      const title = [panel.title, xs.length > 1 ? level(axes.x, x) : ''].filter((part) => part !== '').join(', ');
      return chunked(timeLines(panel, axes, metric, x)).map((lines) => ({ title, lines, x }));
    });
  });
  const panels = all.slice(0, mostPanels);
  const points = panels.flatMap(({ lines }) => lines.flatMap((line) => line.points));
  const largest = Math.max(0, extent(points.flatMap(({ value }) => value ?? [])).most);
  const plots = panels.map(({ title, lines }) => timePlot(title, lines, largest, unit));
  const xs = new Set(panels.map(({ x }) => x));
  const where = panels[0] === undefined || xs.size > 1 ? '' : `at ${level(axes.x, panels[0].x)}`;
  return {
    unit: [where, plots[0]?.unit ?? ''].filter((part) => part !== '').join(', '),
    panels: plotPanels(plots.map(({ plot }) => plot)),
    marks: ['A line breaks where a repeat ended.', leftOut(all.length, mostPanels)],
  };
}

function plotPanels(plots: readonly Plot[]): FigurePanel[] {
  const height = plots.length > 1 ? plotHeight.several : plotHeight.one;
  return plots.map((plot) => ({ height: () => height, draw: (box) => drawPlot(plot, box) }));
}

/** A plot has at most eight lines: more become further plots. */
function chunked<Line>(lines: readonly Line[]): Line[][] {
  const chunks: Line[][] = [];
  for (let at = 0; at < lines.length; at += seriesSlots) chunks.push(lines.slice(at, at + seriesSlots));
  return chunks;
}
