/**
 * A figure for a paper or a slide, drawn for that from the record: text stays text, nothing depends on a screen, and the
 * caption says what is needed to believe it. The same bytes from the window and from the command line.
 */
import { ThreadlabError } from '../errors.ts';
import { boundsOf } from '../runs/bounds.ts';
import { chartAxes, experimentOf, metricOf, seriesSlots, type ChartAxes, type Panel } from '../runs/chartAxes.ts';
import { latencyLines, sweepLines, type SweepLine } from '../runs/chartData.ts';
import type { RunRecord } from '../runs/record.ts';
import { caption, intervalSentence } from './caption.ts';
import { drawPlot, type Plot } from './plot.ts';
import { boundOf, percentilePlot, sweepPlot, topOf } from './plots.ts';
import { element, escapeXml, textElement } from './svg.ts';
import { cutText, textWidth, wrapText } from './textWidth.ts';

const width = { one: 720, two: 980 } as const;
const plotHeight = { one: 340, two: 280 } as const;
const margin = 20;
const captionSize = 11;
/** More panels than fit on a page are left out, and the caption says so. */
const mostPanels = 12;
/** Panels share an axis where the lowest is not flattened to less than this part of it. */
const sharedWithin = 3;

interface Drawing {
  unit: string;
  panels: readonly Plot[];
  marks: string[];
}

/** The charts that a record can be drawn as, the experiment's main one first. */
export function chartNames(record: RunRecord): string[] {
  const main = experimentOf(record)?.chart.metric;
  const scalars = new Set(record.points.flatMap(({ metrics }) => Object.keys(metrics)));
  const histograms = new Set(record.points.flatMap(({ histograms: kept }) => Object.keys(kept ?? {})));
  const names = [...new Set([...scalars, ...histograms])];
  return main !== undefined && names.includes(main) ? [main, ...names.filter((name) => name !== main)] : names;
}

/**
 * The SVG of one chart: a metric's name, by default the main one. Throws `badInput` for a chart that this record has not.
 */
export function drawFigure(record: RunRecord, chart?: string): string {
  const names = chartNames(record);
  const metric = chart ?? names[0];
  if (metric === undefined) throw new ThreadlabError('badInput', `Run ${record.id} has no measured point to draw.`);
  if (!names.includes(metric)) {
    throw new ThreadlabError('badInput', `Run ${record.id} has no chart "${metric}". It has: ${names.join(', ')}.`);
  }
  const axes = chartAxes(record);
  const drawing = record.points.some(({ metrics }) => metrics[metric] !== undefined)
    ? sweeps(record, axes, metric)
    : percentiles(record, axes, metric);
  const { title } = metricOf(record, metric);
  return page(title, drawing, caption(record, axes, metric, drawing.marks));
}

function sweeps(record: RunRecord, axes: ChartAxes, metric: string): Drawing {
  const { unit } = metricOf(record, metric);
  const panels = axes.panels
    .flatMap((panel) => chunked(sweepLines(panel, axes, metric)).map((lines) => ({ panel, lines })))
    .slice(0, mostPanels)
    .map(({ panel, lines }) => {
      const bounds = boundsOf(record, panel, axes, metric).map(boundOf);
      return { title: panel.title, lines, bounds, top: topOf(largestOf(lines), bounds) };
    });
  const tops = panels.map(({ top }) => top);
  const shared = Math.min(...tops) * sharedWithin >= Math.max(...tops);
  const unitFor = Math.max(...tops);
  const plots = panels.map(({ title, lines, bounds, top }) =>
    sweepPlot(title, axes, lines, bounds, { top: shared ? unitFor : top, unitFor }, unit),
  );
  const summaries = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(({ summary }) => summary)));
  const above = [...new Set(plots.flatMap(({ above: bounds }) => bounds))];
  return {
    unit: plots[0]?.unit ?? '',
    panels: plots.map(({ plot }) => plot),
    marks: [
      intervalSentence(summaries),
      hollowSentence(record),
      shared ? '' : 'Each panel has an axis of its own.',
      above.length > 0 ? `Above the plot: ${above.join('; ')}.` : '',
      leftOut(axes.panels),
    ],
  };
}

function percentiles(record: RunRecord, axes: ChartAxes, metric: string): Drawing {
  const { unit } = metricOf(record, metric);
  const x = axes.x.values.at(-1);
  if (x === undefined) throw new ThreadlabError('badInput', `Run ${record.id} has no measured point to draw.`);
  const panels = axes.panels
    .slice(0, mostPanels)
    .map((panel) => ({ panel, lines: latencyLines(panel, axes, metric, x) }));
  const values = panels.flatMap(({ lines }) => lines.flatMap((line) => line.values.map(({ value }) => value)));
  const where =
    axes.x.unit === 'count' ? `at ${x} ${axes.x.title.toLowerCase()}` : `at ${axes.x.title.toLowerCase()} ${x}`;
  const plots = panels.map(({ panel, lines }) => percentilePlot(panel.title, lines, values, unit));
  return {
    unit: [where, plots[0]?.unit ?? ''].filter((part) => part !== '').join(', '),
    panels: plots.map(({ plot }) => plot),
    marks: [
      'Percentiles of all repeats together; max is exact.',
      plots.some(({ zeros }) => zeros) ? 'A value of 0 has no place on this axis and is left out.' : '',
      hollowSentence(record),
      leftOut(axes.panels),
    ],
  };
}

/** What hollow marks mean in this record; empty where there are none. */
function hollowSentence(record: RunRecord): string {
  const meanings = [
    ...(record.points.some(({ noisy }) => noisy) ? ['too disturbed to conclude from'] : []),
    ...(record.points.some(({ oversubscribed }) => oversubscribed) ? ['more threads than CPUs'] : []),
  ];
  return meanings.length === 0 ? '' : `Hollow: ${meanings.join(', or ')}.`;
}

function largestOf(lines: readonly SweepLine[]): number {
  return Math.max(0, ...lines.flatMap(({ points }) => points.map(({ summary }) => summary.high)));
}

/** A plot has at most eight lines: more become further plots. */
function chunked(lines: readonly SweepLine[]): SweepLine[][] {
  const chunks: SweepLine[][] = [];
  for (let at = 0; at < lines.length; at += seriesSlots) chunks.push(lines.slice(at, at + seriesSlots));
  return chunks;
}

function leftOut(panels: readonly Panel[]): string {
  return panels.length > mostPanels ? `Drawn are ${mostPanels} of ${panels.length} panels.` : '';
}

function page(title: string, drawing: Drawing, foot: string): string {
  const columns = drawing.panels.length > 1 ? 2 : 1;
  const pageWidth = columns === 1 ? width.one : width.two;
  const height = columns === 1 ? plotHeight.one : plotHeight.two;
  const inner = pageWidth - 2 * margin;
  const plotWidth = (inner - (columns - 1) * margin) / columns;
  const rows = Math.ceil(drawing.panels.length / columns);
  const head = 44;
  const lines = wrapText(foot, captionSize, inner);
  const pageHeight = head + rows * height + 14 + lines.length * 15 + margin;
  const plots = drawing.panels.map((plot, i) =>
    drawPlot(plot, {
      x: margin + (i % columns) * (plotWidth + margin),
      y: head + Math.floor(i / columns) * height,
      width: plotWidth,
      height,
    }),
  );
  const shown = cutText(title, 15, inner * 0.6);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: pageWidth,
      height: pageHeight,
      viewBox: `0 0 ${pageWidth} ${pageHeight}`,
      'font-family': "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif",
      'font-size': captionSize,
      role: 'img',
    },
    [
      element('title', {}, [escapeXml(`${title}, ${drawing.unit}`)]),
      element('desc', {}, [escapeXml(foot)]),
      element('rect', { width: pageWidth, height: pageHeight, fill: '#fff' }),
      textElement(shown, { x: margin, y: 28, 'font-size': 15, 'font-weight': 600, fill: '#15181c' }),
      textElement(drawing.unit, {
        x: margin + textWidth(shown, 15) * 1.02 + 10,
        y: 28,
        'font-size': 12,
        fill: '#474e58',
      }),
      ...plots,
      ...lines.map((line, i) =>
        textElement(line, { x: margin, y: head + rows * height + 24 + i * 15, fill: '#474e58' }),
      ),
    ],
  )}\n`;
}
