/** One chart of a result, by the kind that follows from its metric's shape. */
import { boundsOf } from '../../shared/runs/bounds.ts';
import { type ChartAxes, metricOf, type Panel } from '../../shared/runs/chartAxes.ts';
import { lastThreadX, sweepLines, threadAxis, threadLines } from '../../shared/runs/chartData.ts';
import { gridMaps, matrixMaps } from '../../shared/runs/heatData.ts';
import { outcomeRows } from '../../shared/runs/outcomeData.ts';
import { outlierWords } from '../../shared/runs/outliers.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import type { ResultChart } from '../../shared/runs/resultCharts.ts';
import { SweepChart } from '../charts/SweepChart.tsx';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { HeatCharts } from './HeatCharts.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { xWords } from './series.ts';
import { sweepRemark } from './sweepRemark.ts';

/** At 1280 pixels the chart is 748 x 304, as the words above it are wide. */
const mainChart = { width: 748, height: 304 };
const furtherHeight = 236;

export interface MetricChartProps {
  record: RunRecord;
  axes: ChartAxes;
  panel: Panel;
  chart: ResultChart;
  /** The first of the result. */
  main: boolean;
}

export function MetricChart(props: MetricChartProps) {
  const { record, chart } = props;
  const { kind, metric, title } = chart;
  const { unit } = metricOf(record, metric);
  switch (kind) {
    case 'sweep':
      return <Sweep {...props} />;
    case 'threads':
      return <EachThread {...props} />;
    case 'grid':
      return <HeatCharts title={title} maps={gridMaps(record, metric)} unit={unit} />;
    case 'matrix':
      return <HeatCharts title={title} maps={matrixMaps(record, metric)} unit={unit} />;
    case 'outcome':
      return <OutcomeTable title={title} rows={outcomeRows(record, metric)} />;
    case 'percentiles':
    case 'series':
      return null; // drawn by AtOneX and OverTime, which show all of their metrics
  }
}

function Sweep({ record, axes, panel, chart: { metric, title }, main }: MetricChartProps) {
  const [box, width] = useElementWidth<HTMLDivElement>(mainChart.width);
  const lines = sweepLines(panel, axes, metric);
  const outliers = main ? outlierWords(panel.points) : '';
  return (
    <div ref={box} className="result-chart">
      <SweepChart
        title={title}
        remark={sweepRemark(lines)}
        inWords
        lines={lines}
        x={axes.x}
        joined={axes.x.unit !== 'choice'}
        unit={metricOf(record, metric).unit}
        scale={metricOf(record, metric).scale}
        bounds={boundsOf(record, panel, axes, metric)}
        width={width}
        height={main ? mainChart.height : furtherHeight}
      />
      {outliers !== '' && <p className="small text-3">{outliers}.</p>}
    </div>
  );
}

/** At the largest x, where the threads are most. */
function EachThread({ record, axes, panel, chart: { metric, title } }: MetricChartProps) {
  const [box, width] = useElementWidth<HTMLDivElement>(mainChart.width);
  const { unit } = metricOf(record, metric);
  const at = lastThreadX(panel, axes, metric);
  if (at === undefined) return null;
  const lines = threadLines(panel, axes, metric, unit, at);
  return (
    <div ref={box} className="result-chart">
      <SweepChart
        title={`${title} at ${xWords(at, axes.x.unit, axes.x.title)}`}
        remark={sweepRemark(lines)}
        inWords
        lines={lines}
        x={threadAxis(lines)}
        joined={false}
        unit={unit}
        bounds={boundsOf(record, panel, axes, metric)}
        width={width}
        height={furtherHeight}
      />
    </div>
  );
}
