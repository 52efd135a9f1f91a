/** Heat maps for print: one hue from pale to strong with the figures in the cells, and a legend of the scale. */
import { metricOf } from '../runs/chartAxes.ts';
import { gridMaps, heatScale, matrixMaps, type HeatCell, type HeatMap, type HeatScale } from '../runs/heatData.ts';
import { heatFontSize, heatLayout, type HeatLayout } from '../runs/heatLayout.ts';
import type { RunRecord, Summary } from '../runs/record.ts';
import { extent } from '../statistics/extent.ts';
import { axisUnit } from '../units/axis.ts';
import { formatValue } from '../units/format.ts';
import type { Unit } from '../units/quantity.ts';
import { hollowSentence, leftOut } from './caption.ts';
import type { Drawing } from './page.ts';
import type { Box } from './plot.ts';
import { mostPanels } from './plotDrawings.ts';
import { element, textElement } from './svg.ts';
import { textWidth } from './textWidth.ts';

const hue = [0x00, 0x72, 0xb2] as const; // Okabe and Ito's blue
/** Mixed so far only that dark text has 4.5:1 on the strongest. */
const palest = 0.05;
const strongest = 0.72;
const missing = '#e6e8ec';
const grey = '#474e58';
const titleHeight = 20;
const rampSteps = 24;
const rampStep = 6;

export function grids(record: RunRecord, metric: string): Drawing {
  return heatMaps(record, metric, gridMaps(record, metric));
}

export function matrices(record: RunRecord, metric: string): Drawing {
  return heatMaps(record, metric, matrixMaps(record, metric));
}

function heatMaps(record: RunRecord, metric: string, all: readonly HeatMap[]): Drawing {
  const { unit } = metricOf(record, metric);
  const maps = all.slice(0, mostPanels);
  const scale = heatScale(maps);
  const cells = maps.flatMap((map) => map.cells.flat());
  const summaries = cells.flatMap((cell) => cell?.summary ?? []);
  return {
    unit: axisUnit(scale.high, unit).words,
    panels: maps.map((map) => ({
      height: (width) => titleOf(map) + heatLayout(map, scale, unit, width).height + 8,
      draw: (box) => drawHeatMap(map, heatLayout(map, scale, unit, box.width), scale, box),
    })),
    legend: { height: 24, draw: (x, y) => drawLegend(scale, unit, x, y) },
    marks: [
      medianSentence(summaries),
      cells.some((cell) => cell === null) ? 'Grey: not measured.' : '',
      cells.some((cell) => cell !== null && cell.hollow !== null) ? hollowSentence(record) : '',
      leftOut(all.length, mostPanels),
    ],
  };
}

/** "Median of 5 repeats." */
function medianSentence(summaries: readonly Summary[]): string {
  if (summaries.length === 0) return '';
  const { least: fewest, most } = extent(summaries.map(({ n }) => n));
  if (most === 1) return 'One repeat.';
  return `Median of ${fewest === most ? most : `${fewest} to ${most}`} repeats.`;
}

function titleOf({ title }: HeatMap): number {
  return title === '' ? 0 : titleHeight;
}

function drawHeatMap(map: HeatMap, layout: HeatLayout, scale: HeatScale, box: Box): string {
  const { left, cellWidth, cellHeight } = layout;
  const top = box.y + titleOf(map) + layout.top;
  const bottom = top + map.rows.labels.length * cellHeight;
  const columnX = (column: number) => box.x + left + (column + 0.5) * cellWidth;
  const label = (text: string, x: number, y: number, anchor: string) =>
    textElement(text, { x, y, 'text-anchor': anchor, fill: grey });
  return element('g', { 'font-size': heatFontSize }, [
    ...(map.title === ''
      ? []
      : [textElement(map.title, { x: box.x, y: box.y + 14, 'font-size': 12, 'font-weight': 600 })]),
    label(map.rows.title, box.x, top - 8, 'start'),
    ...map.rows.labels.flatMap((text, row) =>
      row % layout.rowEvery === 0 ? [label(text, box.x + left - 8, top + (row + 0.5) * cellHeight + 4, 'end')] : [],
    ),
    ...map.cells.flatMap((row, i) =>
      row.flatMap((cell, j) =>
        drawCell(cell, layout.texts[i]?.[j] ?? '', scale, {
          x: box.x + left + j * cellWidth,
          y: top + i * cellHeight,
          width: cellWidth,
          height: cellHeight,
        }),
      ),
    ),
    ...map.columns.labels.flatMap((text, column) =>
      column % layout.columnEvery === 0 ? [label(text, columnX(column), bottom + 15, 'middle')] : [],
    ),
    label(map.columns.title, box.x + left + (map.columns.labels.length * cellWidth) / 2, bottom + 32, 'middle'),
  ]);
}

function drawCell(cell: HeatCell | null, text: string, scale: HeatScale, { x, y, width, height }: Box): string[] {
  const gap = Math.min(width, height) > 8 ? 1 : 0;
  const hollow = cell !== null && cell.hollow !== null && gap > 0;
  const inset = gap + (hollow ? 1 : 0);
  const colour = cell === null ? missing : colourOf(scale.shareOf(cell.summary.median));
  const rect = element('rect', {
    x: x + inset,
    y: y + inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
    fill: hollow ? '#fff' : colour,
    stroke: hollow ? colourOf(1) : undefined,
    'stroke-width': hollow ? 2 : undefined,
  });
  const words = textElement(text, {
    x: x + width / 2,
    y: y + height / 2 + 4,
    'text-anchor': 'middle',
    fill: '#15181c',
  });
  return text === '' ? [rect] : [rect, words];
}

/** White mixed with the hue. */
function colourOf(share: number): string {
  const strength = palest + share * (strongest - palest);
  const parts = hue.map((part) => Math.round(255 + (part - 255) * strength));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function drawLegend(scale: HeatScale, unit: Unit, x: number, y: number): string {
  const low = formatValue(scale.low, unit);
  const from = x + textWidth(low, heatFontSize) + 8;
  const high = `${formatValue(scale.high, unit)}${scale.logarithmic ? ', logarithmic' : ''}`;
  return element('g', { 'font-size': heatFontSize }, [
    textElement(low, { x, y: y + 14, fill: grey }),
    ...Array.from({ length: rampSteps }, (_, i) =>
      element('rect', {
        x: from + i * rampStep,
        y: y + 5,
        width: rampStep,
        height: 10,
        fill: colourOf(i / (rampSteps - 1)),
      }),
    ),
    textElement(high, { x: from + rampSteps * rampStep + 8, y: y + 14, fill: grey }),
  ]);
}
