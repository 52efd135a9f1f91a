/** A history chart as the figure that the backend draws of it. */
import type { HistoryFigure } from '../../shared/monitor/historyFigure.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import type { Span, SpanRow } from './rows/spanHistory.ts';

/** One of the charts that stand together. */
export interface HistoryChartKind<Name extends string> {
  title: string;
  unit: HistoryFigure['unit'];
  series: readonly { field: Name; label: string }[];
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

/** A gap longer than this many usual steps breaks the line, as on the screen. */
const longestStep = 2.5;

export function historyFigureOf<Name extends string>(
  { title, unit, series }: HistoryChartKind<Name>,
  { subject, rows, now, until, span }: ChartSource<Name>,
): HistoryFigure {
  const start = now - span.length;
  const inside = rows.filter(({ at }) => at >= start);
  const steps = inside.slice(1).map(({ at }, index) => at - (inside[index]?.at ?? at));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? span.length;
  return {
    title,
    subject,
    unit,
    length: span.length,
    until,
    step: span.step,
    lines: series.map(({ field, label }) => ({
      name: label,
      points: inside.flatMap(({ at, values }, index) => {
        const value = values[field];
        const point = { at: at - start, value: value >= 0 ? value : null };
        const before = inside[index - 1]?.at ?? at;
        return at - before > usual * longestStep ? [{ at: before - start, value: null }, point] : [point];
      }),
    })),
  };
}
