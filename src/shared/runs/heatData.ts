/** Numbers over two sides, as heat maps draw them: a metric over two swept numbers (a grid), or a value for each pair (a matrix). */
import { extent } from '../statistics/extent.ts';
import { formatParameter } from '../units/format.ts';
import {
  axisOf,
  chartAxes,
  experimentOf,
  metricOf,
  panelsOf,
  placeTitle,
  sweptNames,
  type ChartAxes,
  type Charted,
  type ParameterAxis,
} from './chartAxes.ts';
import { hollowOf, type Hollow } from './hollow.ts';
import type { Point, Summary } from './record.ts';

export interface HeatCell {
  summary: Summary;
  hollow: Hollow | null;
}

export interface HeatSide {
  /** As it stands beside the cells: "critical section", "from CPU". */
  title: string;
  labels: readonly string[];
}

export interface HeatMap {
  /** What the other swept parameters are in it; empty where there is only one map. */
  title: string;
  /** From the top. */
  rows: HeatSide;
  columns: HeatSide;
  /** [row][column]; null where nothing was measured. */
  cells: readonly (readonly (HeatCell | null)[])[];
}

/**
 * The two swept numbers of a grid: that of the x axis, and the first besides. null where no two were swept, or where the lines
 * of the sweep already show the second.
 */
export function gridAxes(
  record: Charted,
  { x, by }: ChartAxes,
  metric: string,
): { x: ParameterAxis; y: ParameterAxis } | null {
  const shown = metricOf(record, metric).shape === 'grid' ? [x.name] : [x.name, by.name];
  const other = sweptNames(record).find((name) => !shown.includes(name) && isNumeric(record, name));
  if (other === undefined || !isNumeric(record, x.name) || x.values.length < 2) return null;
  const y = axisOf(record, experimentOf(record), other);
  return y.values.length < 2 ? null : { x, y };
}

function isNumeric({ request }: Charted, name: string): boolean {
  return request.parameters[name]?.every((value) => typeof value === 'number') === true;
}

/** A map for each line of the charts and each combination of what else was swept; the largest y on top, as on an axis. */
export function gridMaps(record: Charted, metric: string): HeatMap[] {
  const axes = chartAxes(record);
  const both = gridAxes(record, axes, metric);
  if (both === null) return [];
  const { x, y } = both;
  const others = sweptNames(record).filter((name) => ![x.name, y.name, axes.by.name].includes(name));
  const ys = y.values.toReversed();
  const lines = axes.by.name === y.name ? [null] : axes.lines;
  return panelsOf(record, experimentOf(record), others).flatMap((panel) =>
    lines.flatMap((line): HeatMap[] => {
      const ofLine = panel.points.filter(({ params }) => line === null || params[axes.by.name] === line.value);
      const cells = ys.map((row) =>
        x.values.map((column) =>
          cellOf(
            ofLine.find(({ params }) => params[y.name] === row && params[x.name] === column),
            metric,
          ),
        ),
      );
      if (cells.flat().every((cell) => cell === null)) return [];
      const name = line === null || axes.lines.length < 2 ? '' : line.name;
      return [
        {
          title: [name, panel.title].filter((part) => part !== '').join(', '),
          rows: { title: y.title.toLowerCase(), labels: labelsOf(y, ys) },
          columns: { title: x.title.toLowerCase(), labels: labelsOf(x, x.values) },
          cells,
        },
      ];
    }),
  );
}

function cellOf(point: Point | undefined, metric: string): HeatCell | null {
  const summary = point?.metrics[metric];
  if (point === undefined || summary === undefined) return null;
  return { summary, hollow: hollowOf(point) };
}

function labelsOf({ unit }: ParameterAxis, values: ParameterAxis['values']): string[] {
  return values.map((value) => formatParameter(value, unit));
}

/** A map for each point that has this matrix. */
export function matrixMaps(record: Charted, metric: string): HeatMap[] {
  return record.points.flatMap((point): HeatMap[] => {
    const matrix = point.matrices?.[metric];
    if (matrix === undefined) return [];
    const hollow = hollowOf(point);
    const cells = matrix.cells.map((row) => row.map((summary) => (summary === null ? null : { summary, hollow })));
    return [{ title: placeTitle(record, point), rows: matrix.rows, columns: matrix.columns, cells }];
  });
}

/** How strong a value is drawn, 0 to 1, on one scale for all maps of a chart. */
export interface HeatScale {
  low: number;
  high: number;
  /** Where the values span more than a decade. */
  logarithmic: boolean;
  shareOf: (value: number) => number;
}

/** From 0 to the largest value; from the smallest on a logarithm where they span more than a decade, of which a linear scale would show the top alone. */
export function heatScale(maps: readonly HeatMap[]): HeatScale {
  const values = maps.flatMap(({ cells }) => cells.flatMap((row) => row.flatMap((cell) => cell?.summary.median ?? [])));
  const { least: smallest, most } = extent(values);
  const high = Math.max(most, 0);
  const logarithmic = smallest > 0 && high / smallest > 10;
  const low = logarithmic ? smallest : Math.min(0, smallest);
  const place = (value: number) => (logarithmic ? Math.log(value) : value);
  const length = place(high) - place(low);
  return { low, high, logarithmic, shareOf: (value) => (length > 0 ? (place(value) - place(low)) / length : 0) };
}
