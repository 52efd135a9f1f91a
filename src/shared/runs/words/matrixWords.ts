/** The middle of a matrix, and the pairs with the smallest and the largest value. */
import { engineNames } from '../../lab/experiment.ts';
import { median } from '../../statistics/quantile.ts';
import { formatValue } from '../../units/format.ts';
import { metricOf } from '../chartAxes.ts';
import { matrixMaps, type HeatMap } from '../heatData.ts';
import type { RunRecord, Summary } from '../record.ts';
import { capital, figure, interval, plain, rangeOf, type Sentence } from './sentence.ts';

/** Maps told; more are in the charts. */
const mapsTold = 3;

interface MatrixPair {
  summary: Summary;
  /** "from CPU 0 to CPU 1", or where both directions are the same "between CPU 0 and CPU 1". */
  place: string;
}

/** "The latency is 48 ns in the middle of 132 pairs: from 18 ns (from CPU 0 to CPU 1) to 136 ns (from CPU 3 to CPU 9)." */
export function matrixWords(record: RunRecord, metric: string): Sentence[] {
  const { title, unit } = metricOf(record, metric);
  return matrixMaps(record, metric)
    .slice(0, mapsTold)
    .flatMap((map): Sentence[] => {
      const pairs = pairsOf(map);
      const [least, most] = [pairs[0], pairs.at(-1)];
      if (least === undefined || most === undefined) return [];
      const lead = `${capital(`${placeWords(map.title)}the ${title.toLowerCase()}`)} is `;
      const value = ({ summary }: MatrixPair) => figure(formatValue(summary.median, unit));
      if (least === most) {
        return [[plain(lead), value(least), rangeOf(least.summary, unit, true), plain(` ${least.place}.`)]];
      }
      return [
        [
          plain(lead),
          figure(formatValue(median(pairs.map(({ summary }) => summary.median)), unit)),
          plain(` in the middle of ${pairs.length} pairs: from `),
          value(least),
          interval(` (${least.place})`),
          plain(' to '),
          value(most),
          interval(` (${most.place})`),
          plain('.'),
        ],
      ];
    });
}

/** "on wasm, round trips 1,000 ": which map it is; empty where there is but one. */
function placeWords(place: string): string {
  if (place === '') return '';
  const first = place.split(', ')[0] ?? '';
  return engineNames.some((engine) => engine === first) ? `on ${place} ` : `with ${place} `;
}

/** Ascending by value, each once where both directions are the same; noisy ones are told by the doubts. */
function pairsOf(map: HeatMap): MatrixPair[] {
  const { rows, columns, cells } = map;
  const mirrored = isMirrored(map);
  const placeOf = (row: string, column: string) =>
    mirrored
      ? `between ${rows.title.replace(/^from /, '')} ${row} and ${columns.title.replace(/^to /, '')} ${column}`
      : `${rows.title} ${row} ${columns.title} ${column}`;
  return cells
    .flatMap((row, i) =>
      row.flatMap((cell, j): MatrixPair[] =>
        cell === null || cell.hollow !== null || (mirrored && j < i)
          ? []
          : [{ summary: cell.summary, place: placeOf(rows.labels[i] ?? '', columns.labels[j] ?? '') }],
      ),
    )
    .toSorted((a, b) => a.summary.median - b.summary.median);
}

/** Whether both sides are the same, and every value that of its mirror. */
export function isMirrored({ rows, columns, cells }: HeatMap): boolean {
  const median = (i: number, j: number) => cells[i]?.[j]?.summary.median;
  return (
    rows.labels.length === columns.labels.length &&
    rows.labels.every((label, i) => label === columns.labels[i]) &&
    cells.every((row, i) => row.every((_, j) => median(i, j) === median(j, i)))
  );
}
