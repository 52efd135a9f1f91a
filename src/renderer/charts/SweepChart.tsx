/** A metric over a swept parameter: a line for each series with intervals as whiskers, noisy points hollow, bounds dashed. */
import { CartesianGrid, ErrorBar, Line, LineChart, XAxis, YAxis } from 'recharts';
import { axisUnit, formatTicks, linearTicks } from '../../shared/units/axis.ts';
import { formatParameter, formatRange, formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { type Bound, topWithBounds } from './bounds.ts';
import { BoundLines } from './BoundLines.tsx';
import { topOf } from './calmAxis.ts';
import { ChartFigure, type ChartTable, type Reading } from './ChartFigure.tsx';
import { EndLabels } from './EndLabels.tsx';
import { Marker, SeriesKey } from './SeriesMark.tsx';
import { seriesLimit, seriesStyle } from './seriesStyle.ts';
import { sweepPositions } from './sweepPositions.ts';
import { distances, type SweepLine, type SweepPoint, type SweepRow, sweepRows } from './sweepRows.ts';

export interface SweepChartProps {
  title: string;
  /** Follows the unit: "median and range of 5; hollow: noisy". */
  remark: string;
  lines: readonly SweepLine[];
  /** The asked values, also those without a point so far: the axis does not move while a run goes on. */
  xValues: readonly number[];
  xTitle: string;
  xUnit: Unit;
  xScale: 'linear' | 'log';
  unit: Unit;
  bounds?: readonly Bound[];
  /** The y axis of a live chart; without it the axis follows the data. */
  ticks?: readonly number[];
  /** Solid lines while a run goes on: there colour and marker suffice and dashes flicker. */
  dashed?: boolean;
  width: number;
  height: number;
  held?: boolean;
  onHover?: (inside: boolean) => void;
}

const margin = { top: 12, right: 62, bottom: 38, left: 40 };
const inset = 0.03;

/** The largest value with its whisker; 0 without any. */
export function largestOf(lines: readonly SweepLine[]): number {
  return Math.max(0, ...lines.flatMap((line) => line.points.map((point) => Math.max(point.value, point.high))));
}

export function SweepChart(props: SweepChartProps) {
  const { title, remark, lines, xTitle, xUnit, unit, bounds = [], dashed = true, width, height } = props;
  const drawn = lines.slice(0, seriesLimit);
  const positions = sweepPositions(props.xValues, props.xScale);
  const rows = sweepRows(drawn, positions);
  const ticks = props.ticks ?? linearTicks(unit === 'ratio' ? 1 : topWithBounds(largestOf(drawn), bounds));
  const scale = axisUnit(topOf(ticks), unit);
  const tickText = formatTicks(ticks, scale.factor);
  const xOf = (position: number) =>
    margin.left + (inset + position * (1 - 2 * inset)) * (width - margin.left - margin.right);
  const placed = bounds.map((bound) => ({
    label: bound.label,
    points: bound.points.flatMap(({ x, y }) => {
      const position = positions.get(x);
      return position === undefined ? [] : [{ x: position, y }];
    }),
  }));
  const ends = drawn.flatMap(({ name, slot, points }) => {
    const last = points.at(-1);
    const x = last === undefined ? undefined : positions.get(last.x);
    return last === undefined || x === undefined ? [] : [{ name, slot, x, y: last.value }];
  });
  const caption = [scale.short, remark, lines.length > drawn.length ? `first ${seriesLimit} of ${lines.length}` : '']
    .filter((part) => part !== '')
    .join(', ');
  return (
    <ChartFigure
      title={title}
      caption={caption}
      sentence={sweepSentence(title, xTitle, drawn, unit)}
      table={sweepTable(drawn, rows, props)}
      width={width}
      height={height}
      readings={rows.map((row) => sweepReading(row, drawn, props, xOf(row.position)))}
      {...(props.held === undefined ? {} : { held: props.held })}
      {...(props.onHover === undefined ? {} : { onHover: props.onHover })}
    >
      <LineChart
        width={width}
        height={height}
        data={rows}
        margin={{ ...margin, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          type="number"
          dataKey="position"
          domain={[-inset / (1 - 2 * inset), 1 + inset / (1 - 2 * inset)]}
          ticks={rows.map((row) => row.position)}
          tickFormatter={(_, index) => formatParameter(rows[index]?.x ?? '', xUnit)}
          interval={0}
          height={margin.bottom}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
          label={{ value: xTitle, position: 'insideBottom', offset: 4, className: 'chart-axis-title' }}
        />
        <YAxis
          type="number"
          domain={[0, topOf(ticks)]}
          ticks={ticks}
          interval={0}
          allowDataOverflow
          tickFormatter={(_, index) => `${tickText[index] ?? ''}${unit === 'ratio' ? '%' : ''}`}
          width={margin.left}
          axisLine={false}
          tickLine={false}
        />
        <BoundLines bounds={placed} top={topOf(ticks)} />
        {drawn.map(({ name, slot }) => (
          <Line
            key={name}
            dataKey={(row: SweepRow) => row.cells.get(name)?.value ?? null}
            name={name}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
            stroke={seriesStyle(slot).color}
            strokeWidth={1.8}
            strokeDasharray={dashed ? seriesStyle(slot).dash : ''}
            activeDot={false}
            dot={({ key, cx, cy, payload }) => sweepDot(String(key), cx, cy, payload, name, slot)}
          >
            <ErrorBar
              dataKey={(row: SweepRow) => whisker(row.cells.get(name))}
              isAnimationActive={false}
              width={3}
              stroke={seriesStyle(slot).color}
              strokeWidth={1.2}
            />
          </Line>
        ))}
        <EndLabels labels={ends} />
      </LineChart>
    </ChartFigure>
  );
}

function whisker(point: SweepPoint | undefined): [number, number] | undefined {
  return point === undefined ? undefined : (distances(point) ?? undefined);
}

function sweepDot(key: string, cx: unknown, cy: unknown, row: SweepRow, name: string, slot: number) {
  const point = row.cells.get(name);
  if (point === undefined || typeof cx !== 'number' || typeof cy !== 'number') return <g key={key} />;
  return <Marker key={key} slot={slot} x={cx} y={cy} hollow={point.noisy} />;
}

function sweepReading(row: SweepRow, lines: readonly SweepLine[], props: SweepChartProps, x: number): Reading {
  return {
    x,
    title: `${formatParameter(row.x, props.xUnit)} ${props.xTitle}`,
    lines: lines.flatMap(({ name, slot }) => {
      const point = row.cells.get(name);
      if (point === undefined) return [];
      return [{ key: <SeriesKey slot={slot} name={name} />, value: pointWords(point, props.unit) }];
    }),
  };
}

/** "6.7 M/s (6.4 to 7 M/s), noisy". */
function pointWords(point: SweepPoint, unit: Unit): string {
  const range = point.high > point.low ? ` (${formatRange(point.low, point.high, unit)})` : '';
  return `${formatValue(point.value, unit)}${range}${point.noisy ? ', noisy' : ''}`;
}

/** The figure's name: what is drawn, and where each line begins and ends. */
export function sweepSentence(title: string, xTitle: string, lines: readonly SweepLine[], unit: Unit): string {
  const parts = lines.flatMap(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (first === last) return [`${name} ${formatValue(first.value, unit)} at ${first.x} ${xTitle}`];
    return [
      `${name} from ${formatValue(first.value, unit)} at ${first.x} to ${formatValue(last.value, unit)} at ${last.x} ${xTitle}`,
    ];
  });
  return parts.length === 0 ? `${title}: nothing measured yet.` : `${title}: ${parts.join('; ')}.`;
}

function sweepTable(lines: readonly SweepLine[], rows: readonly SweepRow[], props: SweepChartProps): ChartTable {
  return {
    head: [props.xTitle, ...lines.map((line) => line.name)],
    rows: rows.map((row) => [
      formatParameter(row.x, props.xUnit),
      ...lines.map(({ name }) => {
        const point = row.cells.get(name);
        return point === undefined ? 'not measured' : pointWords(point, props.unit);
      }),
    ]),
  };
}
