/**
 * A figure for a paper or a slide, drawn for that from the record: text stays text, nothing depends on a screen, and the
 * caption says what is needed to believe it. The same bytes from the window and from the command line.
 */
import { ThreadlabError } from '../errors.ts';
import { chartAxes } from '../runs/chartAxes.ts';
import type { RunRecord } from '../runs/record.ts';
import { resultCharts, type ResultChart } from '../runs/resultCharts.ts';
import { caption } from './caption.ts';
import { grids, matrices } from './heatDrawing.ts';
import { outcomes } from './outcomeDrawing.ts';
import { page, type Drawing } from './page.ts';
import { overTime, percentiles, sweeps, threads } from './plotDrawings.ts';

/** The charts that a record can be drawn as, the experiment's main one first. */
export function chartNames(record: RunRecord): string[] {
  return resultCharts(record).map(({ name }) => name);
}

/**
 * The SVG of one chart by its name, by default the main one. Throws `badInput` for a chart that this record has not.
 */
export function drawFigure(record: RunRecord, chart?: string): string {
  const charts = resultCharts(record);
  const wanted = chart === undefined ? charts[0] : charts.find(({ name }) => name === chart);
  if (charts.length === 0) throw new ThreadlabError('badInput', `Run ${record.id} has no measured point to draw.`);
  if (wanted === undefined) {
    const names = charts.map(({ name }) => name).join(', ');
    throw new ThreadlabError('badInput', `Run ${record.id} has no chart "${chart}". It has: ${names}.`);
  }
  const drawing = drawingOf(record, wanted);
  return page(wanted.title, drawing, caption(record, wanted, drawing.marks));
}

function drawingOf(record: RunRecord, { kind, metric }: ResultChart): Drawing {
  const axes = chartAxes(record);
  switch (kind) {
    case 'sweep':
      return sweeps(record, axes, metric);
    case 'grid':
      return grids(record, metric);
    case 'matrix':
      return matrices(record, metric);
    case 'outcome':
      return outcomes(record, metric);
    case 'threads':
      return threads(record, axes, metric);
    case 'percentiles':
      return percentiles(record, axes, metric);
    case 'series':
      return overTime(record, axes, metric);
  }
}
