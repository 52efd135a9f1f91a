/** A history chart as the figure that the backend draws of it. */
import type { HistoryFigure } from '../../shared/monitor/historyFigure.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { longestJoined } from './details/linePath.ts';
import type { Span, SpanRow } from './rows/spanHistory.ts';

/** One of the charts that stand together. */
export interface HistoryChartKind<Name extends string> {
  title: string;
  unit: HistoryFigure['unit'];
  /** `reasonAt`: the field of the snapshot's notAvailable that says why it is not there. */
  series: readonly (readonly [field: Name, label: string, reasonAt: string])[];
}

/** What the charts are drawn from. */
export interface ChartSource<Name extends string> {
  /** Of what, in the words of the caption. */
  subject: string;
  rows: readonly SpanRow<Name>[];
  now: Seconds;
  /** When the newest row was read. */
  until: string;
  span: Span;
}

export function historyFigureOf<Name extends string>(
  { title, unit, series }: HistoryChartKind<Name>,
  { subject, rows, now, until, span }: ChartSource<Name>,
): HistoryFigure {
  const start = now - span.length;
  const inside = rows.filter(({ at }) => at >= start);
  const longest = longestJoined(inside, span.length);
  return {
    title,
    subject,
    unit,
    length: span.length,
    until,
    step: span.step,
    lines: series.map(([field, label]) => ({
      name: label,
      points: inside.flatMap(({ at, values }, index) => {
        const value = values[field];
        const point = { at: at - start, value: value >= 0 ? value : null };
        const before = inside[index - 1]?.at ?? at;
        return at - before > longest ? [{ at: before - start, value: null }, point] : [point];
      }),
    })),
  };
}
