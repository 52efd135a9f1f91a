/** How throughput grows with the threads for each number of permits, then how many were inside. */
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import { changeWords } from './changeWords.ts';
import {
  extremes,
  figure,
  judgedAt,
  level,
  plain,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function semaphoreWords(told: Told): Sentence[] {
  return [...changeWords(named(told)), ...insideWords(told)];
}

/** "At 8 threads at most 4 were inside with 4 permits (3.8 on average) and 1 with 1 permit (1)." */
function insideWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  if (x === undefined) return [];
  const inside = judgedAt(told, x).flatMap(({ line, point }) => {
    const { maxInside, meanInside } = point.metrics;
    return maxInside === undefined || meanInside === undefined ? [] : [{ line, maxInside, meanInside }];
  });
  const parts = extremes(inside, ({ maxInside }) => maxInside.high).map(
    ({ line, maxInside, meanInside }, i): Span[] => [
      figure(`${i === 0 ? 'at most ' : ''}${formatValue(maxInside.high, 'count')}${i === 0 ? ' were inside' : ''}`),
      plain(` with ${permits(line.value)} (${formatSignificant(meanInside.median, 3)}${i === 0 ? ' on average' : ''})`),
    ],
  );
  return sentenceOf(`At ${level(told.axes.x, x)} `, parts);
}

/** A line is named by its permits: a bare number says nothing in a sentence. */
function named(told: Told): Told {
  return { ...told, lines: told.lines.map((line) => ({ ...line, name: permits(line.value) })) };
}

function permits(count: string | number): string {
  return count === 1 ? '1 permit' : `${count} permits`;
}
