/**
 * Up to three numbers over a span of time: title with what they are now, a calm axis from 0, the newest at the right edge. Under the
 * pointer, or by the arrows, it tells what they were at one reading.
 */
import { formatSeconds } from '../../../shared/units/duration.ts';
import { formatValue } from '../../../shared/units/format.ts';
import type { Seconds, Unit } from '../../../shared/units/quantity.ts';
import { topOf, useCalmTicks } from '../../charts/calmAxis.ts';
import { seriesStyle } from '../../charts/seriesStyle.ts';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import { Reason } from '../../controls/Reason.tsx';
import { linePath } from './linePath.ts';
import { useHistoryCursor } from './useHistoryCursor.ts';
import type { Span, SpanRow } from '../rows/spanHistory.ts';

export interface HistorySeries<Name extends string> {
  field: Name;
  label: string;
  /** Why it is not there; undefined where it is, or will come. */
  reason: string | undefined;
}

export interface HistoryChartProps<Name extends string> {
  title: string;
  unit: Unit;
  series: readonly HistorySeries<Name>[];
  rows: readonly SpanRow<Name>[];
  now: Seconds;
  span: Span;
}

const HEIGHT = 52;
/** Room for "1,000 KiB/s". */
const AXIS = 70;

export function HistoryChart<Name extends string>({ title, unit, series, rows, now, span }: HistoryChartProps<Name>) {
  const [box, width] = useElementWidth<HTMLElement>(220);
  const inside = rows.filter(({ at }) => at >= now - span.length);
  const largest = Math.max(
    0,
    ...inside.flatMap(({ values }) => series.map(({ field }) => (Number.isNaN(values[field]) ? 0 : values[field]))),
  );
  const ticks = useCalmTicks(largest, now, unit);
  const top = unit === 'count' ? Math.ceil(topOf(ticks)) : topOf(ticks);
  const plot = Math.max(20, width - AXIS);
  const cursor = useHistoryCursor(inside, { left: AXIS, plot, length: span.length, now });
  const read = cursor.row ?? inside.at(-1);
  const ago = cursor.row === null ? '' : agoWords(now - cursor.row.at);
  const shown = series.map((one, index) => ({ ...one, slot: index + 1, value: read?.values[one.field] ?? NaN }));
  const figures = shown.map(({ label, value }) => `${label} ${formatValue(value, unit)}`).join(', ');
  return (
    <figure
      ref={box}
      className="history-chart"
      aria-label={`${title}, ${span.words}: ${figures}.`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrows read it
      tabIndex={0}
      {...cursor.handlers}
    >
      <figcaption>
        <b>{title}</b>
        {shown.map(({ field, label, value, reason, slot }) => (
          <span key={field} className="history-figure">
            {shown.length > 1 && <i style={{ background: seriesStyle(slot).color }} />}
            {shown.length > 1 && <span className="text-3">{label}</span>}
            {Number.isNaN(value) ? (
              <Reason short={reason !== undefined} reason={reason ?? null} />
            ) : (
              formatValue(value, unit)
            )}
          </span>
        ))}
        {ago !== '' && <span className="text-3 history-ago">{ago}</span>}
      </figcaption>
      <span className="visually-hidden" aria-live="polite">
        {cursor.isByKey ? `${ago}: ${figures}` : ''}
      </span>
      <svg width={width} height={HEIGHT + 8} aria-hidden="true">
        <text x={AXIS - 6} y={10} textAnchor="end">
          {formatValue(top, unit)}
        </text>
        <text x={AXIS - 6} y={HEIGHT + 6} textAnchor="end">
          0
        </text>
        <g transform={`translate(${AXIS} 4)`}>
          {[0, 0.5, 1].map((share) => (
            <line key={share} x1={0} x2={plot} y1={share * HEIGHT} y2={share * HEIGHT} />
          ))}
          {shown.map(({ field, slot }) => (
            <path
              key={field}
              d={linePath(
                inside.map(({ at, values }) => ({ at, value: values[field] })),
                { now, window: span.length, top, width: plot, height: HEIGHT },
              )}
              stroke={seriesStyle(slot).color}
              strokeDasharray={seriesStyle(slot).dash}
            />
          ))}
          {cursor.row !== null && (
            <line
              className="history-cursor"
              x1={(1 - (now - cursor.row.at) / span.length) * plot}
              x2={(1 - (now - cursor.row.at) / span.length) * plot}
              y1={0}
              y2={HEIGHT}
            />
          )}
        </g>
      </svg>
    </figure>
  );
}

function agoWords(ago: Seconds): string {
  return ago < 0.5 ? 'now' : `${formatSeconds(Math.round(ago))} ago`;
}
