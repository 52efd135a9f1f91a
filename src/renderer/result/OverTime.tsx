/** What a metric did over the time of the run, at the largest value of the x axis, or at both of its ends. */
import { type ChartAxes, metricOf, type Panel } from '../../shared/runs/chartAxes.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { seriesXs, timeLines } from '../../shared/runs/seriesData.ts';
import { SeriesChart } from '../charts/SeriesChart.tsx';
import { SeriesKey } from '../charts/SeriesMark.tsx';
import { seriesLimit } from '../charts/seriesStyle.ts';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { xWords } from './series.ts';

const chartHeight = 236;

export function OverTime({ record, axes, panel }: { record: RunRecord; axes: ChartAxes; panel: Panel }) {
  const [box, width] = useElementWidth<HTMLDivElement>(748);
  const names = [...new Set(panel.points.flatMap(({ series }) => Object.keys(series ?? {})))];
  if (names.length === 0) return null;
  return (
    <div ref={box}>
      {names.flatMap((name) => {
        const { title, unit } = metricOf(record, name);
        return seriesXs(record, panel, axes, name).map((x) => {
          const lines = timeLines(panel, axes, name, x);
          return (
            <div key={`${name} ${x}`} className="result-chart">
              <SeriesChart
                title={axes.x.values.length > 1 ? `${title} at ${xWords(x, axes.x.unit, axes.x.title)}` : title}
                lines={lines}
                unit={unit}
                width={width}
                height={chartHeight}
              />
              {lines.length > 1 && (
                <ul className="over-time-lines">
                  {lines.slice(0, seriesLimit).map((line) => (
                    <li key={line.name}>
                      <SeriesKey slot={line.slot} name={line.name} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          );
        });
      })}
    </div>
  );
}
