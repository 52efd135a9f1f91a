/** Where a heat map's cells, labels and figures stand, in pixels: the same on the screen and in an exported figure. */
import { textWidth } from '../figure/textWidth.ts';
import { extent } from '../statistics/extent.ts';
import { axisUnit } from '../units/axis.ts';
import { formatSignificant } from '../units/number.ts';
import type { Unit } from '../units/quantity.ts';
import type { HeatMap, HeatScale } from './heatData.ts';

export interface HeatLayout {
  /** Of the first cell. */
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  /** Of the whole drawing, with its labels. */
  width: number;
  height: number;
  /** Every how many rows and columns a label has room, from the first. */
  rowEvery: number;
  columnEvery: number;
  /** The cells' figures, [row][column], in the unit of the scale; empty where they have no room. */
  texts: readonly (readonly string[])[];
}

export const heatFontSize = 11;
/** Over the cells stands the title of the rows, under them the labels and the title of the columns. */
const titleHeight = 18;
const footHeight = 38;
const labelGap = 8;
const tallestCell = 28;
const widestCell = 96;
/** What many rows share. */
const mostHeight = 460;
const lineHeight = 14;

/** `width`: of the drawing; the cells take less where there are few. */
export function heatLayout(map: HeatMap, scale: HeatScale, unit: Unit, width: number): HeatLayout {
  const { factor } = axisUnit(scale.high, unit);
  const widest = (labels: readonly string[]) =>
    Math.max(0, extent(labels.map((label) => textWidth(label, heatFontSize))).most);
  const left = Math.ceil(widest(map.rows.labels)) + labelGap;
  const columns = Math.max(1, map.columns.labels.length);
  const rows = Math.max(1, map.rows.labels.length);
  const cellWidth = Math.min(widestCell, (width - left) / columns);
  const cellHeight = Math.min(tallestCell, mostHeight / rows);
  const texts = map.cells.map((row) =>
    row.map((cell) => (cell === null ? '' : formatSignificant(cell.summary.median / factor))),
  );
  const written = cellHeight >= lineHeight && widest(texts.flat()) + 6 <= cellWidth;
  return {
    left,
    top: titleHeight,
    cellWidth,
    cellHeight,
    width,
    height: titleHeight + rows * cellHeight + footHeight,
    rowEvery: Math.max(1, Math.ceil(lineHeight / cellHeight)),
    columnEvery: Math.max(1, Math.ceil((widest(map.columns.labels) + labelGap) / cellWidth)),
    texts: written ? texts : texts.map((row) => row.map(() => '')),
  };
}
