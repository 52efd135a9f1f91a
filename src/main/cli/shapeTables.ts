/** What a run holds beside numbers by point: matrices, and what was seen beside what is said. */
import { metricOf } from '../../shared/runs/chartAxes.ts';
import { matrixMaps } from '../../shared/runs/heatData.ts';
import { outcomeRows } from '../../shared/runs/outcomeData.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { resultCharts } from '../../shared/runs/resultCharts.ts';
import { escapeInvisible } from '../../shared/text/hostileText.ts';
import { formatValue } from '../../shared/units/format.ts';
import { textTable } from './textTable.ts';

/** A paragraph for each; none of a run of scalars. `columns`: where tables are cut; null never. */
export function shapeTables(record: RunRecord, columns: number | null): string[] {
  return resultCharts(record).flatMap(({ kind, metric, title }) => {
    if (kind === 'outcome') return [`${escapeInvisible(title)}\n${sightings(record, metric)}`];
    if (kind === 'matrix') return matrices(record, metric, title, columns);
    return [];
  });
}

/** What is said on a line, what was seen on those under it. */
function sightings(record: RunRecord, metric: string): string {
  return outcomeRows(record, metric)
    .flatMap(({ place, said, seen, of, noisy }) => [
      [place, said ?? ''].filter((part) => part !== '').join(': '),
      ...seen.map(({ words, times, asSaid }) => {
        const verdict = asSaid === null ? '' : asSaid ? 'as said: ' : 'otherwise: ';
        return `  ${verdict}${words} (${times} of ${of} repeats${noisy ? ', noisy' : ''})`;
      }),
    ])
    .filter((line) => line !== '')
    .map(escapeInvisible)
    .join('\n');
}

function matrices(record: RunRecord, metric: string, title: string, columns: number | null): string[] {
  const { unit } = metricOf(record, metric);
  return matrixMaps(record, metric).map((map) => {
    const head = [title, map.title].filter((part) => part !== '').join(', ');
    const rows = map.cells.map((row, i) => [
      map.rows.labels[i] ?? '',
      ...row.map((cell) =>
        cell === null
          ? ''
          : `${formatValue(cell.summary.median, unit)}${cell.hollow === null ? '' : ` ${cell.hollow}`}`,
      ),
    ]);
    const titles = [`${map.rows.title}, ${map.columns.title}`, ...map.columns.labels];
    return `${escapeInvisible(head)}\n${textTable(
      titles.map((one, i) => ({ title: escapeInvisible(one), align: i === 0 ? 'left' : 'right' })),
      rows,
      columns,
    )}`;
  });
}
