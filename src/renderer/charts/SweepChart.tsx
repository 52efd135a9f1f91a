/** A metric over a swept parameter: a line for each series with intervals as whiskers, noisy and oversubscribed points hollow, bounds dashed. */
import { memo } from 'react';
import { CartesianGrid, ErrorBar, Line, LineChart, XAxis, YAxis } from 'recharts';
import type { ParameterAxis } from '../../shared/runs/chartAxes.ts';
import type { Bound, SweepLine, SweepPoint } from '../../shared/runs/chartData.ts';
import { hollowWords } from '../../shared/runs/hollow.ts';
import type { ParameterValue } from '../../shared/runs/record.ts';
import { formatParameter, formatRange, formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { axisPosition } from './axisPosition.ts';
import { boundLine } from './boundRows.ts';
import { BoundLines } from './BoundLines.tsx';
import { topOf } from './calmAxis.ts';
import { ChartFigure, type ChartTable, type Reading } from './ChartFigure.tsx';
import { EndLabels } from './EndLabels.tsx';
import { digitWidth, nameLines, nameRoom } from './nameLines.ts';
import { Marker, SeriesKey } from './SeriesMark.tsx';
import { seriesLimit, seriesStyle } from './seriesStyle.ts';
import { distances, type SweepRow, sweepRows } from './sweepRows.ts';
import { decadeAxis, linearAxis } from './valueAxis.ts';

export interface SweepChartProps {
  title: string;
  /** Follows the unit: "median and range of 5; hollow: noisy". */
  remark: string;
  lines: readonly SweepLine[];
  /** With all asked values, also those without a point so far: the axis does not move while a run goes on. */
  x: ParameterAxis;
  unit: Unit;
  /** `log`: on whole decades, each with its unit, of values above 0. */
  scale?: 'linear' | 'log' | undefined;
  /** Names the unit in words ("million a second") where there is room, else in short ("M/s"). */
  inWords?: boolean;
  bounds?: readonly Bound[];
  /** The y axis of a live chart; without it the axis follows the data. */
  ticks?: readonly number[];
  /** Solid lines while a run goes on: there colour and marker suffice and dashes flicker. */
  dashed?: boolean;
  /** false: marks without a line between them, where what is between two places of the axis means nothing. */
  joined?: boolean;
  width: number;
  height: number;
  held?: boolean;
  onHover?: (inside: boolean) => void;
}

const margin = { top: 12, right: 62 };
/** Below the plot, for the values and the title of the axis; each further line of names takes its own height. */
const bottom = 38;
const nameLine = 13;
/** Of the name at a line's end: where it begins, less the edge of the panel, into which it may reach. */
const nameInset = 11 - 20;
const inset = 0.03;
/** Pixels: where the asked values are closer, or their numbers would touch, every second (third ...) is written. */
const narrowestTick = 18;

/** Drawn anew only when what it shows has changed. */
export const SweepChart = memo(function SweepChart(props: SweepChartProps) {
  const { title, remark, lines, x, unit, bounds = [], dashed = true, joined = true, width, height } = props;
  const drawn = lines.slice(0, seriesLimit);
  const positionOf = axisPosition(x.values, x.scale);
  const rows = sweepRows(drawn, x.values, positionOf);
  const xTitle = x.title.toLowerCase();
  const isLog = props.scale === 'log' && rows.some((row) => row.cells.size > 0);
  const axis = isLog
    ? decadeAxis(drawn, unit)
    : linearAxis(drawn, { unit, bounds, inWords: props.inWords === true, ticks: props.ticks });
  const { ticks, from, width: left } = axis;
  const longestName = Math.max(0, ...drawn.map(({ name }) => name.length));
  const right = Math.max(margin.right, nameInset + digitWidth * longestName);
  const plotWidth = width - left - right;
  const xOf = (position: number) => left + (inset + position * (1 - 2 * inset)) * plotWidth;
  const names = rows.map((row) => formatParameter(row.x, x.unit));
  const every = Math.ceil((rows.length * Math.max(narrowestTick, ...names.map(nameRoom))) / plotWidth);
  // Each choice is named, if need be in several lines; of numbers some are left out.
  const inLines =
    x.unit === 'choice'
      ? nameLines(rows.map((row) => ({ name: formatParameter(row.x, x.unit), middle: xOf(row.position) })))
      : null;
  const below = bottom + nameLine * Math.max(0, ...(inLines ?? []));
  const ends = drawn.flatMap(({ name, slot, points }) => {
    const last = points.at(-1);
    const position = last === undefined ? undefined : positionOf(last.x);
    return last === undefined || position === undefined ? [] : [{ name, slot, x: position, y: last.summary.median }];
  });
  const caption = [axis.unit, remark, lines.length > drawn.length ? `first ${seriesLimit} of ${lines.length}` : '']
    .filter((part) => part !== '')
    .join(', ');
  return (
    <ChartFigure
      title={title}
      caption={caption}
      sentence={sweepSentence(title, x, drawn, unit)}
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
        margin={{ top: margin.top, right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          type="number"
          dataKey="position"
          domain={[-inset / (1 - 2 * inset), 1 + inset / (1 - 2 * inset)]}
          ticks={rows.map((row) => row.position)}
          tickFormatter={(_, index) => (index % every === 0 ? (names[index] ?? '') : '')}
          tick={inLines === null ? true : ({ x: at, y, index }) => nameTick(at, y, names[index], inLines[index])}
          interval={0}
          height={below}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
          label={{ value: xTitle, position: 'insideBottom', offset: 4, className: 'chart-axis-title' }}
        />
        <YAxis
          type="number"
          scale={isLog ? 'log' : 'auto'}
          domain={[from, topOf(ticks)]}
          ticks={ticks}
          interval={0}
          tickFormatter={(_, index) => axis.tickText[index] ?? ''}
          width={left}
          axisLine={false}
          tickLine={false}
        />
        <BoundLines bounds={bounds.map((bound) => boundLine(bound, positionOf))} top={topOf(ticks)} />
        {drawn.map(({ name, slot }) => (
          <Line
            key={name}
            dataKey={(row: SweepRow) => row.cells.get(name)?.summary.median ?? null}
            name={name}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
            stroke={joined ? seriesStyle(slot).color : 'none'}
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
});

function nameTick(x: unknown, y: unknown, name: string | undefined, line = 0) {
  if (typeof x !== 'number' || typeof y !== 'number') return <g />;
  return (
    <text x={x} y={y + 8 + line * nameLine} textAnchor="middle">
      {name}
    </text>
  );
}

function whisker(point: SweepPoint | undefined): [number, number] | undefined {
  return point === undefined ? undefined : (distances(point) ?? undefined);
}

function sweepDot(key: string, cx: unknown, cy: unknown, row: SweepRow, name: string, slot: number) {
  const point = row.cells.get(name);
  if (point === undefined || typeof cx !== 'number' || typeof cy !== 'number') return <g key={key} />;
  return <Marker key={key} slot={slot} x={cx} y={cy} hollow={point.hollow !== null} />;
}

function sweepReading(row: SweepRow, lines: readonly SweepLine[], props: SweepChartProps, x: number): Reading {
  return {
    x,
    title: placeWords(row.x, props.x),
    lines: lines.flatMap(({ name, slot }) => {
      const point = row.cells.get(name);
      if (point === undefined) return [];
      return [{ key: <SeriesKey slot={slot} name={name} />, value: pointWords(point, props.unit) }];
    }),
  };
}

/** "threads 4". */
function placeWords(x: ParameterValue, axis: ParameterAxis): string {
  return `${axis.title.toLowerCase()} ${formatParameter(x, axis.unit)}`;
}

/** "6.7 M/s (6.4 to 7 M/s), noisy". */
function pointWords({ summary, hollow }: SweepPoint, unit: Unit): string {
  const range = summary.high > summary.low ? ` (${formatRange(summary.low, summary.high, unit)})` : '';
  return `${formatValue(summary.median, unit)}${range}${hollow === null ? '' : `, ${hollowWords[hollow]}`}`;
}

/** The figure's name: what is drawn, and where each line begins and ends. */
export function sweepSentence(title: string, axis: ParameterAxis, lines: readonly SweepLine[], unit: Unit): string {
  const parts = lines.flatMap(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return [];
    const end = `${formatValue(last.summary.median, unit)} at ${placeWords(last.x, axis)}`;
    if (first === last) return [`${name} ${end}`];
    return [`${name} from ${formatValue(first.summary.median, unit)} at ${placeWords(first.x, axis)} to ${end}`];
  });
  return parts.length === 0 ? `${title}: nothing measured yet.` : `${title}: ${parts.join('; ')}.`;
}

function sweepTable(lines: readonly SweepLine[], rows: readonly SweepRow[], { x, unit }: SweepChartProps): ChartTable {
  return {
    head: [x.title, ...lines.map((line) => line.name)],
    rows: rows.map((row) => [
      formatParameter(row.x, x.unit),
      ...lines.map(({ name }) => {
        const point = row.cells.get(name);
        return point === undefined ? 'not measured' : pointWords(point, unit);
      }),
    ]),
  };
}
