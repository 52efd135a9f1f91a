/** What happens now: newest at the right edge, time labels that stand still, a calm axis, at most 300 points, no line over gaps. */
import { CartesianGrid, Line, LineChart, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import { axisUnit, formatTicks } from '../../shared/units/axis.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatValue } from '../../shared/units/format.ts';
import type { Bound } from '../../shared/runs/chartData.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { boundLine, topWithBounds } from './boundRows.ts';
import { BoundLines } from './BoundLines.tsx';
import { topOf, useCalmTicks } from './calmAxis.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { type LiveRow, type LiveSegment, liveRows, segmentLabels } from './liveRows.ts';
import { seriesLimit, seriesStyle, variantDash } from './seriesStyle.ts';
import { useHeld } from './useHeld.ts';

export interface LiveSeriesChartProps {
  title: string;
  remark: string;
  segments: readonly LiveSegment[];
  /** The right edge, in seconds on the segments' clock. */
  now: number;
  /** Seconds from the left edge to the right one. */
  window: number;
  unit: Unit;
  /** Levels that are known beforehand; their x is not looked at. */
  bounds?: readonly Bound[];
  width: number;
  height: number;
  held: boolean;
  onHover: (inside: boolean) => void;
}

const margin = { top: 12, right: 12, bottom: 22, left: 40 };
const pointLimit = 300;
const timeSteps = 5;

export function LiveSeriesChart(props: LiveSeriesChartProps) {
  const { title, remark, window, unit, width, height, held } = props;
  const frame = useHeld({ segments: props.segments, now: props.now }, held);
  const { segments, now } = frame;
  const bounds = levels(props.bounds ?? [], window);
  const largest = Math.max(0, ...segments.flatMap(({ points }) => points.map((point) => point.value)));
  const ticks = useCalmTicks(topWithBounds(largest, bounds), now, unit);
  const scale = axisUnit(topOf(ticks), unit);
  const tickText = formatTicks(ticks, scale.factor);
  const rows = liveRows(segments, now, window, pointLimit);
  const names = new Map(segments.map(({ name, slot, variant = 0 }) => [name, { slot, variant }]));
  const drawn = [...names].slice(0, seriesLimit * (1 + Math.max(0, ...[...names.values()].map((one) => one.variant))));
  return (
    <ChartFigure
      title={title}
      caption={[scale.short, remark].filter((part) => part !== '').join('; ')}
      sentence={liveSentence(title, segments, unit)}
      table={{
        head: ['Seconds before now', 'Series', title],
        rows: rows.flatMap(({ before, name, value }) =>
          value === null ? [] : [[formatSeconds(-before), name, formatValue(value, unit)]],
        ),
      }}
      width={width}
      height={height}
      held={held}
      onHover={props.onHover}
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
          dataKey="before"
          domain={[-window, 0]}
          allowDataOverflow
          ticks={Array.from({ length: timeSteps + 1 }, (_, index) => (index / timeSteps - 1) * window)}
          tickFormatter={timeLabel}
          interval={0}
          height={margin.bottom}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
        />
        <YAxis
          type="number"
          domain={[0, topOf(ticks)]}
          ticks={ticks}
          interval={0}
          allowDataOverflow
          tickFormatter={(_, index) => tickText[index] ?? ''}
          width={margin.left}
          axisLine={false}
          tickLine={false}
        />
        <BoundLines bounds={bounds.map((bound) => boundLine(bound, (x) => x))} top={topOf(ticks)} labelAt="start" />
        {drawn.map(([name, { slot, variant }]) => (
          <Line
            key={name}
            dataKey={(row: LiveRow) => (row.name === name ? row.value : null)}
            name={name}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
            stroke={seriesStyle(slot).color}
            strokeWidth={2}
            strokeDasharray={variantDash(variant)}
            dot={false}
            activeDot={false}
          />
        ))}
        <SegmentFigures labels={segmentLabels(segments, now, window)} />
      </LineChart>
    </ChartFigure>
  );
}

function SegmentFigures({ labels }: { labels: ReturnType<typeof segmentLabels> }) {
  const plot = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (plot === undefined || xScale === undefined || yScale === undefined) return null;
  return (
    <g>
      {labels.map(({ id, label, before, top }) => {
        const [x, y] = [xScale(before), yScale(top)];
        if (x === undefined || y === undefined) return null;
        return (
          <text key={id} x={Math.max(x, plot.x + 4)} y={Math.max(y - 6, plot.y + 9)} textAnchor="middle">
            {label}
          </text>
        );
      })}
    </g>
  );
}

/** Level bounds across the whole window; those that change with x have no meaning over time. */
function levels(bounds: readonly Bound[], window: number): Bound[] {
  return bounds.flatMap((bound) => {
    const value = bound.at[0]?.value;
    if (value === undefined || bound.at.some((place) => place.value !== value)) return [];
    return [{ ...bound, at: [-window, 0].map((x) => ({ x, value })) }];
  });
}

function timeLabel(before: number): string {
  return before === 0 ? 'now' : formatSeconds(before);
}

/** The figure's name: the newest value of the newest segment. */
function liveSentence(title: string, segments: readonly LiveSegment[], unit: Unit): string {
  const newest = segments.at(-1);
  const value = newest?.points.at(-1)?.value;
  if (newest === undefined || value === undefined) return `${title}: nothing measured yet.`;
  return `${title}: ${newest.name} ${formatValue(value, unit)}.`;
}
