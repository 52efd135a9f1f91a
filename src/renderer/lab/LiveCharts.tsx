/** The four charts of a running experiment. Each stands still while a pointer rests on it. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { boundsOf } from '../../shared/runs/bounds.ts';
import { largestOf, sweepLines } from '../../shared/runs/chartData.ts';
import { formatFairness } from '../../shared/units/number.ts';
import { topWithBounds } from '../charts/boundRows.ts';
import { useCalmTicks } from '../charts/calmAxis.ts';
import { LiveSeriesChart } from '../charts/LiveSeriesChart.tsx';
import { SweepChart } from '../charts/SweepChart.tsx';
import { type ThreadBar, ThreadBars } from '../charts/ThreadBars.tsx';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { useHeld } from '../charts/useHeld.ts';
import { titleWithin } from '../result/series.ts';
import { sweepRemark } from '../result/sweepRemark.ts';
import type { KnownRun } from './knownRun.ts';
import { fairnessSoFar, liveSegments, liveView, metricSoFar, type SoFar, threadBars } from './liveRows.ts';
import { useLater } from './useLater.ts';

const chartHeight = 238;
/** Seconds shown of what happens now. */
const shownSeconds = 10;

export interface LiveChartsProps {
  run: KnownRun;
  soFar: SoFar;
  experiment: Experiment;
}

/** ms from one chart's drawing to the next one's: each takes some 15 ms, and four at once would hold up keys and clicks. */
const turn = 45;

export function LiveCharts({ run, soFar, experiment }: LiveChartsProps) {
  const view = liveView(experiment);
  const metric = metricSoFar(experiment);
  const shown = useMemo(() => ({ run, soFar, experiment }), [run, soFar, experiment]);
  return (
    <div className="live-charts">
      {view !== null && (
        <InTurn shown={shown} place={0}>
          {(now) => <RateNow {...now} counter={view.counter} />}
        </InTurn>
      )}
      {isDrawn(experiment, metric) && (
        <InTurn shown={shown} place={1}>
          {(now) => <MetricSoFar {...now} at={now.run.elapsed} metric={metric} main />}
        </InTurn>
      )}
      {view !== null && (
        <InTurn shown={shown} place={2}>
          {(now) => <EachThread {...now} counter={view.counter} />}
        </InTurn>
      )}
      {view !== null && view.second !== null && (
        <InTurn shown={shown} place={3}>
          {(now) => <MetricSoFar {...now} at={now.run.elapsed} metric={view.second ?? metric} />}
        </InTurn>
      )}
    </div>
  );
}

/** What is seen and told in words has no chart that grows. */
function isDrawn({ metrics }: Experiment, metric: string): boolean {
  return metrics[metric]?.shape !== 'outcome';
}

interface InTurnProps {
  shown: LiveChartsProps;
  place: number;
  children: (shown: LiveChartsProps) => ReactNode;
}

/** Draws its chart, the first time too, only when its turn has come, not whenever the page around it is drawn. */
function InTurn({ shown, place, children }: InTurnProps) {
  const now = useLater(shown, place * turn);
  return useMemo(
    () => (now === null ? <div className="card" style={{ height: chartHeight }} /> : children(now)),
    // oxlint-disable-next-line react/exhaustive-deps -- the chart follows from what is shown; its function is another one each time
    [now],
  );
}

function RateNow({ run, soFar, experiment, counter }: LiveChartsProps & { counter: string }) {
  const [box, width] = useElementWidth<HTMLDivElement>(402);
  const [held, setHeld] = useState(false);
  const { axes, panel } = soFar;
  const declared = experiment.live[counter];
  const rate = declared?.rateOf;
  const title = (rate === undefined ? undefined : experiment.metrics[rate]?.title) ?? declared?.title ?? counter;
  return (
    <div className="card">
      <div ref={box}>
        <LiveSeriesChart
          title={`${title} now`}
          remark={axes.x.values.length > 1 ? `small figures: ${axes.x.title.toLowerCase()}` : ''}
          segments={liveSegments(run, axes, counter)}
          now={Math.max(run.elapsed, run.samples.at(-1)?.at ?? 0)}
          window={shownSeconds}
          unit={declared?.unit === 'bytes' ? 'bytesPerSecond' : 'perSecond'}
          bounds={rate === undefined ? [] : boundsOf({ experiment: experiment.id }, panel, axes, rate)}
          width={width}
          height={chartHeight}
          held={held}
          onHover={setHeld}
        />
      </div>
    </div>
  );
}

interface MetricSoFarProps extends Omit<LiveChartsProps, 'run'> {
  /** Seconds since the run's start. */
  at: number;
  metric: string;
  /** The experiment's own metric, with its bounds. */
  main?: boolean;
}

function MetricSoFar({ soFar, at, experiment, metric, main = false }: MetricSoFarProps) {
  const [box, width] = useElementWidth<HTMLDivElement>(402);
  const [held, setHeld] = useState(false);
  const { axes, panel } = useHeld(soFar, held);
  const lines = useMemo(() => sweepLines(panel, axes, metric), [panel, axes, metric]);
  const title = experiment.metrics[metric]?.title ?? metric;
  const unit = experiment.metrics[metric]?.unit ?? 'count';
  const bounds = useMemo(
    () => (main ? boundsOf({ experiment: experiment.id }, panel, axes, metric) : []),
    [main, experiment, panel, axes, metric],
  );
  const ticks = useCalmTicks(unit === 'ratio' ? 1 : topWithBounds(largestOf(lines), bounds), at, unit);
  return (
    <div className="card">
      <div ref={box}>
        <SweepChart
          title={main ? `${title} over ${axes.x.title.toLowerCase()}, so far` : title}
          remark={[panel.title, lines.length === 0 ? 'after the first repeat' : sweepRemark(lines)]
            .filter((part) => part !== '')
            .join('; ')}
          lines={lines}
          x={axes.x}
          unit={unit}
          scale={experiment.metrics[metric]?.scale}
          bounds={bounds}
          ticks={ticks}
          dashed={false}
          width={width}
          height={chartHeight}
          held={held}
          onHover={setHeld}
        />
      </div>
    </div>
  );
}

function EachThread({ run, soFar, experiment, counter }: LiveChartsProps & { counter: string }) {
  const [box, width] = useElementWidth<HTMLDivElement>(402);
  const [held, setHeld] = useState(false);
  const { bars, point } = useLastBars(run, counter);
  const { axes } = soFar;
  const params = run.plan.points[point] ?? {};
  const declared = experiment.live[counter];
  const index = fairnessSoFar(bars);
  const fairness = Number.isNaN(index) ? '' : ` Jain’s index so far ${formatFairness(index)}`;
  return (
    <div className="card">
      <div ref={box}>
        <ThreadBars
          title="Each thread in this repeat"
          remark={titleWithin(declared?.title ?? counter)}
          bars={bars}
          slot={axes.lines.find((line) => line.value === params[axes.by.name])?.slot ?? 1}
          unit={declared?.unit ?? 'count'}
          note={
            bars.length === 0
              ? 'The bars come with the first repeat.'
              : bars.length > 1
                ? `dashed: the mean.${fairness}`
                : ''
          }
          width={width}
          height={chartHeight}
          held={held}
          onHover={setHeld}
        />
      </div>
    </div>
  );
}

/** Between two repeats no thread counts: the bars of the last one stay until the next has some. */
function useLastBars(run: KnownRun, counter: string): { bars: readonly ThreadBar[]; point: number } {
  const [last, setLast] = useState<{ run: string; bars: readonly ThreadBar[]; point: number }>({
    run: run.id,
    bars: [],
    point: -1,
  });
  const bars = threadBars(run, counter);
  const point = run.current?.point ?? -1;
  const counted = bars.some(({ value }) => value > 0);
  if (counted && !sameBars(last.bars, bars)) setLast({ run: run.id, bars, point });
  if (counted) return { bars, point };
  return last.run === run.id ? last : { bars, point };
}

function sameBars(before: readonly ThreadBar[], now: readonly ThreadBar[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ name, value }, index) => name === now[index]?.name && value === now[index].value)
  );
}
