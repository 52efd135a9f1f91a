/** A finished run: the answer in words, its charts, and beside them what it rests on. Knows records, asks nobody. */
import { useState } from 'react';
import { chartAxes, experimentOf, type Panel } from '../../shared/runs/chartAxes.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { type ResultChart, resultCharts } from '../../shared/runs/resultCharts.ts';
import { resultWords } from '../../shared/runs/resultWords.ts';
import { escapeInvisible } from '../../shared/text/hostileText.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { Icon } from '../controls/Icon.tsx';
import { AtOneX } from './AtOneX.tsx';
import { ChoiceTable } from './ChoiceTable.tsx';
import { MetricChart } from './MetricChart.tsx';
import { OwnProgram } from './OwnProgram.tsx';
import { OverTime } from './OverTime.tsx';
import { PanelPicker } from './PanelPicker.tsx';
import { ResultFacts } from './ResultFacts.tsx';
import './result.css';

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
          {record.warnings?.map((warning) => (
            <p key={warning} className="result-warning">
              <Icon name="warning" /> {escapeInvisible(warning)}
            </p>
          ))}
          <OwnProgram record={record} />
          {panel === undefined || !measured ? (
            <EmptyState icon="lab" title="Nothing was measured">
              The run ended before its first repeat was complete.
            </EmptyState>
          ) : (
            <>
              <PanelPicker panels={axes.panels} picked={picked} onPick={setPicked} />
              {shownCharts(record, panel).map((chart, place) => (
                <MetricChart
                  key={chart.name}
                  record={record}
                  axes={axes}
                  panel={panel}
                  chart={chart}
                  main={place === 0}
                />
              ))}
              <ChoiceTable record={record} axes={axes} panel={panel} />
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
  const several = chartAxes(record).panels.length > 1;
  return (
    <p className="result-words">
      {sentences.map((sentence, index) => (
        // Of several panels each is found at the beginning of a line.
        <span key={index} className={several ? 'result-line' : undefined}>
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

/** What the catalogue draws, and whatever is a matrix or was seen; of the rest the checks and the exports tell. */
function shownCharts(record: RunRecord, panel: Panel): ResultChart[] {
  const charts = resultCharts(record);
  const { metric = charts[0]?.metric, also = [] } = experimentOf(record)?.chart ?? {};
  return charts.filter(
    ({ kind, metric: name }) =>
      kind === 'matrix' ||
      kind === 'outcome' ||
      name === metric ||
      (also.includes(name) && (kind !== 'sweep' || panel.points.some((point) => point.metrics[name] !== undefined))),
  );
}
