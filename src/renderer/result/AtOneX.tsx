/** Latency and fairness at one value of the x axis, the largest at first. */
import { useState } from 'react';
import { type ChartAxes, experimentOf, metricOf, type Panel } from '../../shared/runs/chartAxes.ts';
import { fairnessRows, latencyLines } from '../../shared/runs/chartData.ts';
import type { ParameterValue, RunRecord } from '../../shared/runs/record.ts';
import { formatParameter } from '../../shared/units/format.ts';
import { LatencyChart } from '../charts/LatencyChart.tsx';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { FairnessTable } from './FairnessTable.tsx';
import { xWords } from './series.ts';
import { hollowRemark } from './sweepRemark.ts';

const chartHeight = 236;
const mostSegments = 5;

export interface AtOneXProps {
  record: RunRecord;
  axes: ChartAxes;
  panel: Panel;
}

export function AtOneX({ record, axes, panel }: AtOneXProps) {
  const xs = axes.x.values.filter((x) => panel.points.some((point) => point.params[axes.x.name] === x));
  const [chosen, setChosen] = useState<ParameterValue | null>(null);
  const [box, width] = useElementWidth<HTMLDivElement>(362);
  const x = chosen !== null && xs.includes(chosen) ? chosen : xs.at(-1);
  const latency = latencyMetric(record);
  if (x === undefined) return null;
  const lines = latency === null ? [] : latencyLines(panel, axes, latency, x);
  const fairness = fairnessRows(panel, axes, x).filter((row) => row.jain !== null);
  if (lines.length === 0 && fairness.length === 0) return null;
  const place = xWords(x, axes.x.unit, axes.x.title);
  return (
    <section className="at-one-x" aria-label={`At ${place}`}>
      {xs.length > 1 && xs.length <= mostSegments && (
        <div className="at-one-x-pick">
          <span className="text-3 small">{axes.x.title}</span>
          <Segmented
            label={axes.x.title}
            value={String(x)}
            choices={xs.map((value) => ({ value: String(value), label: formatParameter(value, axes.x.unit) }))}
            onChange={(value) => setChosen(xs.find((one) => String(one) === value) ?? null)}
          />
        </div>
      )}
      <div className="at-one-x-columns">
        <div ref={box}>
          {latency !== null && lines.length > 0 && (
            <LatencyChart
              title={`${metricOf(record, latency).title} at ${place}`}
              remark={['closed loop', ...hollowRemark(lines)].join('; ')}
              lines={lines}
              unit={metricOf(record, latency).unit}
              width={width}
              height={chartHeight}
            />
          )}
        </div>
        {fairness.length > 0 && <FairnessTable title={`Fairness at ${place}`} by={axes.by.title} rows={fairness} />}
      </div>
    </section>
  );
}

/** The first histogram in seconds that the record holds. */
function latencyMetric(record: RunRecord): string | null {
  const names = Object.keys(experimentOf(record)?.metrics ?? record.points[0]?.histograms ?? {});
  return (
    names.find(
      (name) =>
        metricOf(record, name).unit === 'seconds' &&
        record.points.some((point) => point.histograms?.[name] !== undefined),
    ) ?? null
  );
}
