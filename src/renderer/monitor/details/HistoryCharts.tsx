/** Charts over time that stand together: how far back they go, chosen once for all of them, and the way to save one. */
import type { ReactNode } from 'react';
import { historyFigureOf, type HistoryChartKind } from '../historyFigure.ts';
import { SaveChartMenu } from '../SaveChartMenu.tsx';
import { SpanChoice, useSpan } from '../SpanChoice.tsx';
import { useMonitor } from '../store.ts';
import type { Span, SpanRow } from '../rows/spanHistory.ts';
import { HistoryChart } from './HistoryChart.tsx';

export interface HistoryChartsProps<Name extends string> {
  charts: readonly HistoryChartKind<Name>[];
  rowsOf: (span: Span) => readonly SpanRow<Name>[];
  /** Of what, in the words of a figure's caption. */
  subject: string;
  /** Before the choice of the span. */
  heading?: ReactNode;
}

export function HistoryCharts<Name extends string>({ charts, rowsOf, subject, heading }: HistoryChartsProps<Name>) {
  const notAvailable = useMonitor((state) => state.snapshot?.notAvailable);
  const span = useSpan();
  const rows = rowsOf(span);
  const now = rows.at(-1)?.at ?? 0;
  const figureOf = (chart: HistoryChartKind<Name>) => {
    const { snapshot } = useMonitor.getState();
    return snapshot && historyFigureOf(chart, { subject, rows, now, until: snapshot.takenAt, span });
  };
  return (
    <>
      <header className="history-head">
        {heading}
        <SpanChoice />
        <SaveChartMenu charts={charts} figureOf={figureOf} />
      </header>
      <div className="history-charts">
        {charts.map(({ title, unit, series }) => (
          <HistoryChart
            key={title}
            title={title}
            unit={unit}
            rows={rows}
            now={now}
            span={span}
            series={series.map(([field, label, reasonAt]) => ({ field, label, reason: notAvailable?.[reasonAt] }))}
          />
        ))}
      </div>
    </>
  );
}
