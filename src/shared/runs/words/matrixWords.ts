/** The middle of a matrix, and the pairs with the smallest and the largest value. */
import { median } from '../../statistics/quantile.ts';
import { formatValue } from '../../units/format.ts';
import { metricOf } from '../chartAxes.ts';
import { matrixMaps, type HeatMap } from '../heatData.ts';
import type { RunRecord } from '../record.ts';
import { figure, interval, plain, type Sentence } from './sentence.ts';

/** Maps told; more are in the charts. */
const mapsTold = 3;

/** "The latency is 48 ns in the middle of 132 pairs: from 18 ns (from CPU 0 to CPU 1) to 136 ns (from CPU 3 to CPU 9)." */
export function matrixWords(record: RunRecord, metric: string): Sentence[] {
  const { title, unit } = metricOf(record, metric);
  return matrixMaps(record, metric)
    .slice(0, mapsTold)
    .flatMap((map): Sentence[] => {
      const pairs = pairsOf(map);
      const [least, most] = [pairs[0], pairs.at(-1)];
      if (least === undefined || most === undefined) return [];
      const lead =
        map.title === '' ? `The ${title.toLowerCase()} is ` : `With ${map.title} the ${title.toLowerCase()} is `;
      const pair = pairs.length === 1 ? 'pair' : 'pairs';
      return [
        [
          plain(lead),
          figure(formatValue(median(pairs.map(({ value }) => value)), unit)),
          plain(` in the middle of ${pairs.length} ${pair}: from `),
          figure(formatValue(least.value, unit)),
          interval(` (${least.place})`),
          plain(' to '),
          figure(formatValue(most.value, unit)),
          interval(` (${most.place})`),
          plain('.'),
        ],
      ];
    });
}

/** Ascending by value; noisy ones are told by the doubts. */
function pairsOf({ rows, columns, cells }: HeatMap): { value: number; place: string }[] {
  return cells
    .flatMap((row, i) =>
      row.flatMap((cell, j) =>
        cell === null || cell.noisy
          ? []
          : [
              {
                value: cell.summary.median,
                place: `${rows.title} ${rows.labels[i] ?? ''} ${columns.title} ${columns.labels[j] ?? ''}`,
              },
            ],
      ),
    )
    .toSorted((a, b) => a.value - b.value);
}
