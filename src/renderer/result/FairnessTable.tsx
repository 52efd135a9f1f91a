/** Who got how much: Jain's index, the worst-served thread, and how often one was passed by others. */
import { singular } from '../../shared/runs/chartAxes.ts';
import type { FairnessRow } from '../../shared/runs/chartData.ts';
import { formatCell, formatRatio } from '../../shared/units/format.ts';
import { formatCount, formatFairness } from '../../shared/units/number.ts';
import { seriesStyle } from '../charts/seriesStyle.ts';
import { SeriesKey } from '../charts/SeriesMark.tsx';

const barWidth = 62;

export interface FairnessTableProps {
  title: string;
  /** What makes the rows: "Locks". */
  by: string;
  rows: readonly FairnessRow[];
}

export function FairnessTable({ title, by, rows }: FairnessTableProps) {
  const bypass = rows.some((row) => row.bypassMax !== null);
  return (
    <div className="fairness">
      <h2 className="result-heading">{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{singular(by)}</th>
            <th scope="col">Jain’s index</th>
            <th scope="col" className="right">
              Smallest share
            </th>
            {bypass && (
              <th scope="col" className="right">
                Bypass max
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td>
                <SeriesKey slot={row.slot} name={row.name} />
              </td>
              <td>
                <span className="fairness-index">
                  <svg width={barWidth} height="8" aria-hidden="true">
                    <rect width={barWidth} height="8" rx="2" fill="var(--track)" />
                    <rect
                      width={barWidth * (row.jain?.median ?? 0)}
                      height="8"
                      rx="2"
                      fill={seriesStyle(row.slot).color}
                    />
                  </svg>
                  {row.jain === null ? '–' : formatFairness(row.jain.median)}
                </span>
              </td>
              <td className="right">
                {row.smallestShare === null ? '–' : `${formatCell(row.smallestShare, 'ratio').digits}%`}
              </td>
              {bypass && (
                <td className="right">
                  {row.bypassMax === null ? '–' : formatCount(row.bypassMax)}
                  {row.bypassLimit !== null && <span className="text-3"> ≤ {formatCount(row.bypassLimit)}</span>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small text-3">
        An equal share is {formatRatio(rows[0]?.equalShare ?? NaN)}.
        {bypass &&
          ' Bypass: acquisitions by others between a thread’s arrival and its own; first in, first out allows threads − 1.'}
      </p>
    </div>
  );
}
