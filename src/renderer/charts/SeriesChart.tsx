/** A metric over time: a line for each thread, broken where a repeat ended. */
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts';
import type { TimeLine } from '../../shared/runs/seriesData.ts';
import { extent } from '../../shared/statistics/extent.ts';
import { axisUnit, formatTicks, linearTicks, unitTicks } from '../../shared/units/axis.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatRange, formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { topOf } from './calmAxis.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { SeriesKey } from './SeriesMark.tsx';
import { seriesLimit, seriesStyle } from './seriesStyle.ts';
import { readingsOf, type TimeRow, timeRows } from './timeRows.ts';

export interface SeriesChartProps {
  title: string;
  lines: readonly TimeLine[];
  unit: Unit;
  width: number;
  height: number;
}

const margin = { top: 12, right: 12, bottom: 38, left: 40 };

export function SeriesChart({ title, lines, unit, width, height }: SeriesChartProps) {
  const drawn = lines.slice(0, seriesLimit);
  const rows = timeRows(drawn);
  const { least, most } = extent(rows.flatMap(({ value }) => value ?? []));
  const ticks = unitTicks(Math.max(0, most), unit);
  const times = linearTicks(Math.max(0, extent(rows.map(({ at }) => at)).most));
  const scale = axisUnit(topOf(ticks), unit);
  const tickText = formatTicks(ticks, scale.factor);
  const xOf = (at: number) => margin.left + (at / topOf(times)) * (width - margin.left - margin.right);
  const caption = [scale.words, lines.length > drawn.length ? `first ${seriesLimit} of ${lines.length}` : '']
    .filter((part) => part !== '')
    .join(', ');
  return (
    <ChartFigure
      title={title}
      caption={caption}
      sentence={most < least ? `${title}: nothing measured.` : `${title}: ${formatRange(least, most, unit)}.`}
      table={{
        head: ['Since the start', 'Line', title],
        rows: rows.flatMap(({ at, name, value }) =>
          value === null ? [] : [[formatSeconds(at), name, formatValue(value, unit)]],
        ),
      }}
      width={width}
      height={height}
      readings={readingsOf(drawn).map(({ at, values: own }) => ({
        x: xOf(at),
        title: formatSeconds(at),
        lines: own.map(({ name, slot, value }) => ({
          key: <SeriesKey slot={slot} name={name} />,
          value: formatValue(value, unit),
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
          type="number"
          dataKey="at"
          domain={[0, topOf(times)]}
          ticks={times}
          tickFormatter={(at: number) => formatSeconds(at)}
          interval={0}
          height={margin.bottom}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
          label={{ value: 'since the start', position: 'insideBottom', offset: 4, className: 'chart-axis-title' }}
        />
        <YAxis
          type="number"
          domain={[0, topOf(ticks)]}
          ticks={ticks}
          interval={0}
          tickFormatter={(_, index) => `${tickText[index] ?? ''}${unit === 'ratio' ? '%' : ''}`}
          width={margin.left}
          axisLine={false}
          tickLine={false}
        />
        {drawn.map(({ name, slot }) => (
          <Line
            key={name}
            dataKey={(row: TimeRow) => (row.name === name ? row.value : null)}
            name={name}
            type="linear"
            connectNulls={false}
            isAnimationActive={false}
            stroke={seriesStyle(slot).color}
            strokeWidth={1.8}
            strokeDasharray={seriesStyle(slot).dash}
            dot={false}
            activeDot={false}
          />
        ))}
      </LineChart>
    </ChartFigure>
  );
}
