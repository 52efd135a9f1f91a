/** One bar a thread with its count, the mean dashed: who gets how much of it in this repeat. */
import { Bar, BarChart, ReferenceLine, usePlotArea, XAxis, YAxis } from 'recharts';
import { linearTicks } from '../../shared/units/axis.ts';
import { formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { topOf } from './calmAxis.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { seriesStyle } from './seriesStyle.ts';
import { useHeld } from './useHeld.ts';

export interface ThreadBar {
  name: string;
  value: number;
}

export interface ThreadBarsProps {
  title: string;
  remark: string;
  bars: readonly ThreadBar[];
  slot: number;
  unit: Unit;
  /** Under the bars: what is dashed and how fair it is. */
  note: string;
  width: number;
  height: number;
  held: boolean;
  onHover: (inside: boolean) => void;
}

const nameWidth = 70;
const valueWidth = 78;
const noteHeight = 22;
const smallestLabel = 14;

/** The mean of the bars; NaN without any. */
export function meanOf(bars: readonly ThreadBar[]): number {
  return bars.reduce((sum, bar) => sum + bar.value, 0) / bars.length;
}

/** Every how many rows a name fits when `rows` share `height` pixels. */
export function labelEvery(rows: number, height: number): number {
  return Math.max(1, Math.ceil((rows * smallestLabel) / height));
}

export function ThreadBars(props: ThreadBarsProps) {
  const { title, remark, unit, width, height, held } = props;
  const { bars, slot, note } = useHeld({ bars: props.bars, slot: props.slot, note: props.note }, held);
  const plotHeight = height - noteHeight;
  const every = labelEvery(bars.length, plotHeight);
  const top = topOf(linearTicks(Math.max(0, ...bars.map((bar) => bar.value))));
  const mean = meanOf(bars);
  const data = bars.map((bar, index) => ({ ...bar, shown: index % every === 0 }));
  return (
    <ChartFigure
      title={title}
      caption={remark}
      sentence={
        bars.length === 0
          ? `${title}: no thread runs at this moment.`
          : `${title}: ${bars.map((bar) => `${bar.name} ${formatValue(bar.value, unit)}`).join(', ')}.`
      }
      table={{ head: ['Thread', title], rows: bars.map((bar) => [bar.name, formatValue(bar.value, unit)]) }}
      width={width}
      height={height}
      held={held}
      onHover={props.onHover}
    >
      <BarChart
        layout="vertical"
        width={width}
        height={plotHeight}
        data={data}
        margin={{ top: 4, right: valueWidth, bottom: 4, left: 0 }}
        barCategoryGap={bars.length > 12 ? 1 : '24%'}
        accessibilityLayer={false}
      >
        <XAxis type="number" domain={[0, top]} hide />
        <YAxis
          type="category"
          dataKey="name"
          width={nameWidth}
          interval={0}
          axisLine={false}
          tickLine={false}
          tickFormatter={(name: string, index) => (index % every === 0 ? name : '')}
          tick={{ textAnchor: 'start', x: 0 }}
        />
        <Bar
          dataKey="value"
          isAnimationActive={false}
          fill={seriesStyle(slot).color}
          background={{ fill: 'var(--track)', radius: 2 }}
          radius={2}
          maxBarSize={24}
        />
        {bars.length > 1 && <ReferenceLine x={mean} stroke="var(--text)" strokeDasharray="2 2" />}
        <BarValues values={data.map((bar) => (bar.shown ? formatValue(bar.value, unit) : ''))} width={width} />
      </BarChart>
      <p className="chart-note">{note}</p>
    </ChartFigure>
  );
}

/** Values in one right-aligned column beside the bars, so that their digits can be compared. */
function BarValues({ values, width }: { values: readonly string[]; width: number }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const step = plot.height / Math.max(1, values.length);
  return (
    <g>
      {values.map((value, index) => (
        <text key={index} x={width - 4} y={plot.y + (index + 0.5) * step + 4} textAnchor="end" className="chart-label">
          {value}
        </text>
      ))}
    </g>
  );
}
