/** The choices along the axis as a table of the main metric, where each is measured by an experiment of its own: it leads there. */
import { experimentOf, metricOf, type ChartAxes, type Panel } from '../../shared/runs/chartAxes.ts';
import { sweepLines } from '../../shared/runs/chartData.ts';
import { hollowWords } from '../../shared/runs/hollow.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { formatParameter, formatRange, formatValue } from '../../shared/units/format.ts';
import { goTo } from '../frame/navigation.ts';

export interface ChoiceTableProps {
  record: RunRecord;
  axes: ChartAxes;
  panel: Panel;
}

export function ChoiceTable({ record, axes, panel }: ChoiceTableProps) {
  const experiment = experimentOf(record);
  const parameter = experiment?.parameters[axes.x.name];
  const metric = experiment?.chart.metric;
  if (parameter?.unit !== 'choice' || metric === undefined) return null;
  const sources = new Map(parameter.choices.map(({ value, experiment: source }) => [value, source]));
  if (![...sources.values()].some((source) => source !== undefined)) return null;
  const { unit, title } = metricOf(record, metric);
  const lines = sweepLines(panel, axes, metric);
  return (
    <div className="fairness choice-table">
      <h2 className="result-heading">{title} and what stands behind it</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{axes.x.title}</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col" className="right">
                {name}
              </th>
            ))}
            <th scope="col">Measured by</th>
          </tr>
        </thead>
        <tbody>
          {axes.x.values.map((x) => {
            const source = sources.get(String(x));
            return (
              <tr key={String(x)}>
                <td>{formatParameter(x, 'choice')}</td>
                {lines.map(({ name, points }) => {
                  const point = points.find((one) => one.x === x);
                  if (point === undefined) {
                    return (
                      <td key={name} className="right text-3 small">
                        not measured
                      </td>
                    );
                  }
                  const { summary, hollow } = point;
                  const words = formatValue(summary.median, unit);
                  const range = formatRange(summary.low, summary.high, unit);
                  return (
                    <td
                      key={name}
                      className="right"
                      data-tip={hollow === null ? range : `${range}, ${hollowWords[hollow]}`}
                    >
                      {hollow !== null ? <span className="text-3">{words}</span> : words}
                    </td>
                  );
                })}
                <td>
                  {source !== undefined && (
                    <button
                      type="button"
                      className="link"
                      onClick={() => goTo({ room: 'lab', experiment: source, form: true })}
                    >
                      {source}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
