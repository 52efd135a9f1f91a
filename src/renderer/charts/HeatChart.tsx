/** A heat map: one hue from pale to strong with the figures in its cells; hollow ones are noisy or had more threads than CPUs, unmeasured ones empty. */
import type { HeatCell, HeatMap, HeatScale } from '../../shared/runs/heatData.ts';
import { heatLayout, type HeatLayout } from '../../shared/runs/heatLayout.ts';
import { hollowWords } from '../../shared/runs/hollow.ts';
import { formatRange, formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { ChartFigure, type ChartTable, type Reading } from './ChartFigure.tsx';

export interface HeatChartProps {
  title: string;
  /** Follows the title in small. */
  caption: string;
  map: HeatMap;
  /** One for all maps that stand together. */
  scale: HeatScale;
  unit: Unit;
  width: number;
}

/** The fill of a share of the scale: mixed so far only that text stays readable on the strongest. */
export function heatColor(share: number): string {
  return `color-mix(in srgb, var(--s1) calc(5% + ${share.toFixed(3)} * var(--heat-most)), var(--surface))`;
}

export function HeatChart({ title, caption, map, scale, unit, width }: HeatChartProps) {
  const layout = heatLayout(map, scale, unit, width);
  const { left, top, cellWidth, cellHeight, height } = layout;
  const bottom = top + map.rows.labels.length * cellHeight;
  return (
    <ChartFigure
      title={title}
      caption={caption}
      sentence={heatSentence(title, map, unit)}
      table={heatTable(map, unit)}
      width={width}
      height={height}
      readings={heatReadings(map, layout, unit)}
      across={map.columns.labels.length}
    >
      <svg width={width} height={height}>
        <text x={0} y={10}>
          {map.rows.title}
        </text>
        {map.rows.labels.map((label, row) =>
          row % layout.rowEvery === 0 ? (
            <text key={row} x={left - 8} y={top + (row + 0.5) * cellHeight + 4} textAnchor="end">
              {label}
            </text>
          ) : null,
        )}
        {map.cells.flatMap((cells, row) =>
          cells.map((cell, column) => (
            <Cell
              key={`${row} ${column}`}
              cell={cell}
              scale={scale}
              text={layout.texts[row]?.[column] ?? ''}
              x={left + column * cellWidth}
              y={top + row * cellHeight}
              layout={layout}
            />
          )),
        )}
        {map.columns.labels.map((label, column) =>
          column % layout.columnEvery === 0 ? (
            <text key={column} x={left + (column + 0.5) * cellWidth} y={bottom + 15} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
        <text x={left + (map.columns.labels.length * cellWidth) / 2} y={bottom + 32} textAnchor="middle">
          {map.columns.title}
        </text>
      </svg>
    </ChartFigure>
  );
}

interface CellProps {
  cell: HeatCell | null;
  scale: HeatScale;
  text: string;
  x: number;
  y: number;
  layout: HeatLayout;
}

function Cell({ cell, scale, text, x, y, layout: { cellWidth, cellHeight } }: CellProps) {
  const gap = Math.min(cellWidth, cellHeight) > 8 ? 1 : 0;
  const color = cell === null ? 'var(--track)' : heatColor(scale.shareOf(cell.summary.median));
  const edge = cell !== null && cell.hollow !== null && gap > 0 ? 2 : 0;
  return (
    <>
      <rect
        x={x + gap + edge / 2}
        y={y + gap + edge / 2}
        width={Math.max(0, cellWidth - 2 * gap - edge)}
        height={Math.max(0, cellHeight - 2 * gap - edge)}
        rx={gap * 2}
        fill={edge > 0 ? 'none' : color}
        stroke={edge > 0 ? 'var(--s1)' : 'none'}
        strokeWidth={edge}
      />
      {text !== '' && (
        <text className="heat-figure" x={x + cellWidth / 2} y={y + cellHeight / 2 + 4} textAnchor="middle">
          {text}
        </text>
      )}
    </>
  );
}

function heatReadings(map: HeatMap, layout: HeatLayout, unit: Unit): Reading[] {
  const { left, top, cellWidth: width, cellHeight: height } = layout;
  return map.cells.flatMap((cells, row) =>
    cells.map((cell, column) => ({
      x: left + (column + 0.5) * width,
      cell: { y: top + (row + 0.5) * height, width, height },
      title: placeWords(map, row, column),
      lines: [{ key: null, value: cellWords(cell, unit) }],
    })),
  );
}

/** "threads 4, critical section 100 ns". */
function placeWords({ rows, columns }: HeatMap, row: number, column: number): string {
  return `${columns.title} ${columns.labels[column] ?? ''}, ${rows.title} ${rows.labels[row] ?? ''}`;
}

/** "6.7 M/s (6.4 to 7 M/s), noisy". */
function cellWords(cell: HeatCell | null, unit: Unit): string {
  if (cell === null) return 'not measured';
  const { median, low, high } = cell.summary;
  const range = high > low ? ` (${formatRange(low, high, unit)})` : '';
  return `${formatValue(median, unit)}${range}${cell.hollow === null ? '' : `, ${hollowWords[cell.hollow]}`}`;
}

/** The figure's name: where the smallest and the largest value stand. */
export function heatSentence(title: string, map: HeatMap, unit: Unit): string {
  const found = map.cells
    .flatMap((cells, row) => cells.map((cell, column) => ({ cell, place: placeWords(map, row, column) })))
    .flatMap(({ cell, place }) => (cell === null ? [] : [{ value: cell.summary.median, place }]))
    .toSorted((a, b) => a.value - b.value);
  const [least, most] = [found[0], found.at(-1)];
  if (least === undefined || most === undefined) return `${title}: nothing measured.`;
  if (least === most) return `${title}: ${formatValue(least.value, unit)} at ${least.place}.`;
  return `${title}: from ${formatValue(least.value, unit)} at ${least.place} to ${formatValue(most.value, unit)} at ${most.place}.`;
}

function heatTable({ rows, columns, cells }: HeatMap, unit: Unit): ChartTable {
  return {
    head: [`${rows.title} by ${columns.title}`, ...columns.labels],
    rows: cells.map((row, i) => [rows.labels[i] ?? '', ...row.map((cell) => cellWords(cell, unit))]),
  };
}
