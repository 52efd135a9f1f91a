/** How throughput grows with the threads for each preference, then what readers and writers got of it. */
import { formatValue } from '../../units/format.ts';
import { pointAt } from '../chartData.ts';
import { changeWords } from './changeWords.ts';
import { figure, joined, level, plain, type Sentence, type Span, type Told } from './sentence.ts';

export function rwLockWords(told: Told): Sentence[] {
  return [...changeWords(told), ...roleWords(told)];
}

/** "At 4 threads there were 310 k/s reads and 34 k/s writes with preference reader, and 250 k/s and 28 k/s with writer." */
function roleWords({ panel, axes, lines, where }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const parts = lines.flatMap((line): Span[][] => {
    const point = pointAt(panel, axes, line, x);
    const { readThroughput: reads, writeThroughput: writes } = point?.metrics ?? {};
    if (reads === undefined || writes === undefined || point?.noisy === true) return [];
    return [
      [
        figure(`${formatValue(reads.median, 'perSecond')} reads and ${formatValue(writes.median, 'perSecond')} writes`),
        plain(` with preference ${line.name}`),
      ],
    ];
  });
  const lead = `${where}${where === '' ? 'At' : 'at'} ${level(axes.x, x)} there were `;
  return parts.length === 0 ? [] : [[plain(lead), ...joined(parts), plain('.')]];
}
