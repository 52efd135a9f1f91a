/** How throughput grows with the threads for each preference, then what readers and writers got of it. */
import { formatValue } from '../../units/format.ts';
import { changeWords } from './changeWords.ts';
import { figure, judgedAt, level, plain, sentenceOf, type Sentence, type Span, type Told } from './sentence.ts';

export function rwLockWords(told: Told): Sentence[] {
  return [...changeWords(told), ...roleWords(told)];
}

/** "At 4 threads there were 310 k/s reads and 34 k/s writes with preference reader and 250 k/s reads and 28 k/s writes with preference writer." */
function roleWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  if (x === undefined) return [];
  const parts = judgedAt(told, x).flatMap(({ line, point }): Span[][] => {
    const { readThroughput: reads, writeThroughput: writes } = point.metrics;
    if (reads === undefined || writes === undefined) return [];
    return [
      [
        figure(`${formatValue(reads.median, 'perSecond')} reads and ${formatValue(writes.median, 'perSecond')} writes`),
        plain(` with preference ${line.name}`),
      ],
    ];
  });
  return sentenceOf(`At ${level(told.axes.x, x)} there were `, parts);
}
