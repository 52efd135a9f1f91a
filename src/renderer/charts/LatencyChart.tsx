/** Percentiles of a latency on a logarithmic axis: the tail is what a thread that waits will remember. */
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts';
import type { LatencyLine } from '../../shared/runs/chartData.ts';
import { decadeTicks } from '../../shared/units/axis.ts';
import { formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { EndLabels } from './EndLabels.tsx';
import { type LatencyRow, latencyRows } from './latencyRows.ts';
import { Marker, SeriesKey } from './SeriesMark.tsx';
import { seriesLimit, seriesStyle } from './seriesStyle.ts';

export interface LatencyChartProps {
  title: string;
  remark: string;
  lines: readonly LatencyLine[];
  unit: Unit;
  width: number;
  height: number;
}

const margin = { top: 12, right: 62, bottom: 22, left: 48 };
const inset = 10;

export function LatencyChart({ title, remark, lines, unit, width, height }: LatencyChartProps) {
  const drawn = lines.slice(0, seriesLimit);
  const rows = latencyRows(drawn);
  const ticks = decadeTicks(rows.flatMap((row) => [...row.cells.values()]));
  const plotWidth = width - margin.left - margin.right - 2 * inset;
  const ends = drawn.flatMap(({ name, slot }) => {
    const last = rows.findLast((row) => row.cells.has(name));
    const y = last?.cells.get(name);
    return last === undefined || y === undefined ? [] : [{ name, slot, x: last.percentile, y }];
  });
  return (
    <ChartFigure
      title={title}
      caption={remark}
      sentence={latencySentence(title, drawn, unit)}
      table={{
        head: ['Percentile', ...drawn.map((line) => line.name)],
        rows: rows.map((row) => [row.percentile, ...drawn.map(({ name }) => cellWords(row, name, unit))]),
      }}
      width={width}
      height={height}
      readings={rows.map((row, index) => ({
        x: margin.left + inset + (index / (rows.length - 1)) * plotWidth,
        title: row.percentile,
        lines: drawn.map(({ name, slot }) => ({
          key: <SeriesKey slot={slot} name={name} />,
          value: cellWords(row, name, unit),
        })),
      }))}
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
          dataKey="percentile"
          scale="point"
          padding={{ left: inset, right: inset }}
          interval={0}
          height={margin.bottom}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
        />
        <YAxis
          type="number"
          scale="log"
          domain={[ticks[0] ?? 1, ticks.at(-1) ?? 10]}
          ticks={ticks}
          interval={0}
          allowDataOverflow
          tickFormatter={(tick: number) => formatValue(tick, unit)}
          width={margin.left}
          axisLine={false}
          tickLine={false}
        />
        {drawn.map(({ name, slot, hollow }) => (
          <Line
            key={name}
            dataKey={(row: LatencyRow) => row.cells.get(name) ?? null}
            name={name}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
            stroke={seriesStyle(slot).color}
            strokeWidth={1.8}
            strokeDasharray={seriesStyle(slot).dash}
            activeDot={false}
            dot={({ key, cx, cy }) =>
              typeof cx === 'number' && typeof cy === 'number' ? (
                <Marker key={String(key)} slot={slot} x={cx} y={cy} hollow={hollow !== null} />
              ) : (
                <g key={String(key)} />
              )
            }
          />
        ))}
        <EndLabels labels={ends} />
      </LineChart>
    </ChartFigure>
  );
}

function cellWords(row: LatencyRow, name: string, unit: Unit): string {
  const value = row.cells.get(name);
  return value === undefined ? 'not measured' : formatValue(value, unit);
}

/** The figure's name: median and 99th percentile of each line. */
function latencySentence(title: string, lines: readonly LatencyLine[], unit: Unit): string {
  const words = lines.map(({ name, values }) => {
    const of = (wanted: string) => formatValue(values.find((found) => found.percentile === wanted)?.value ?? NaN, unit);
    return `${name} p50 ${of('p50')}, p99 ${of('p99')}`;
  });
  return words.length === 0 ? `${title}: nothing measured.` : `${title}: ${words.join('; ')}.`;
}
