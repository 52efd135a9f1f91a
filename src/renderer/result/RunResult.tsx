/** A finished run: the answer in words, its charts, and beside them what it rests on. Knows records, asks nobody. */
import { useState } from 'react';
import { throughputBounds } from '../../shared/runs/bounds.ts';
import { type ChartAxes, chartAxes, experimentOf, metricOf, type Panel } from '../../shared/runs/chartAxes.ts';
import { sweepLines } from '../../shared/runs/chartData.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { resultWords } from '../../shared/runs/resultWords.ts';
import { SweepChart } from '../charts/SweepChart.tsx';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { AtOneX } from './AtOneX.tsx';
import { OverTime } from './OverTime.tsx';
import { PanelPicker } from './PanelPicker.tsx';
import { ResultFacts } from './ResultFacts.tsx';
import { sweepRemark } from './sweepRemark.ts';
import './result.css';

/** At 1280 pixels the chart is 748 x 304, as the words above it are wide. */
const mainChart = { width: 748, height: 304 };
const furtherHeight = 236;

export function RunResult({ record }: { record: RunRecord }) {
  const axes = chartAxes(record);
  const [picked, setPicked] = useState(0);
  const panel = axes.panels[picked] ?? axes.panels[0];
  const measured = record.points.some((point) => point.repeats.length > 0);
  return (
    <div className="result">
      <div className="result-columns">
        <div className="result-main" data-pane tabIndex={-1}>
          <ResultWords record={record} />
          {panel === undefined || !measured ? (
            <EmptyState icon="lab" title="Nothing was measured">
              The run ended before its first repeat was complete.
            </EmptyState>
          ) : (
            <>
              <PanelPicker panels={axes.panels} picked={picked} onPick={setPicked} />
              {chartedMetrics(record, panel).map((metric, place) => (
                <MetricChart
                  key={metric}
                  record={record}
                  axes={axes}
                  panel={panel}
                  metric={metric}
                  main={place === 0}
                />
              ))}
              <OverTime record={record} axes={axes} panel={panel} />
              <AtOneX record={record} axes={axes} panel={panel} />
            </>
          )}
        </div>
        <ResultFacts record={record} />
      </div>
    </div>
  );
}

function ResultWords({ record }: { record: RunRecord }) {
  // How a failed run ended stands above, in FailedRun; here follows what it measured until then.
  const sentences = resultWords(record).slice(record.status === 'failed' ? 1 : 0);
  return (
    <p className="result-words">
      {sentences.map((sentence, index) => (
        <span key={index}>
          {sentence.map((span, part) => (
            <span key={part} className={`result-${span.kind}`}>
              {span.text}
            </span>
          ))}{' '}
        </span>
      ))}
    </p>
  );
}

/** The main metric, then those that are drawn below it; one that nothing measured is left out. */
function chartedMetrics(record: RunRecord, panel: Panel): string[] {
  const { metric, also = [] } = experimentOf(record)?.chart ?? {};
  const main = metric ?? Object.keys(panel.points[0]?.metrics ?? {})[0];
  const measured = also.filter((name) => panel.points.some((point) => point.metrics[name] !== undefined));
  return main === undefined ? [] : [main, ...measured];
}

interface MetricChartProps {
  record: RunRecord;
  axes: ChartAxes;
  panel: Panel;
  metric: string;
  main: boolean;
}

function MetricChart({ record, axes, panel, metric: name, main }: MetricChartProps) {
  const [box, width] = useElementWidth<HTMLDivElement>(mainChart.width);
  const metric = metricOf(record, name);
  const lines = sweepLines(panel, axes, name);
  return (
    <div ref={box} className="result-chart">
      <SweepChart
        title={`${metric.title} over ${axes.x.title.toLowerCase()}`}
        remark={sweepRemark(lines)}
        inWords
        lines={lines}
        x={axes.x}
        unit={metric.unit}
        bounds={throughputBounds(panel, axes, name)}
        width={width}
        height={main ? mainChart.height : furtherHeight}
      />
    </div>
  );
}
