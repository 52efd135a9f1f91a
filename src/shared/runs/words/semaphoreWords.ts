/** How throughput grows with the threads for each number of permits, then how many were inside. */
import { formatSignificant } from '../../units/number.ts';
import { pointAt } from '../chartData.ts';
import { changeWords } from './changeWords.ts';
import { extremes, figure, joined, level, plain, type Sentence, type Span, type Told } from './sentence.ts';

export function semaphoreWords(told: Told): Sentence[] {
  return [...changeWords(named(told)), ...insideWords(told)];
}

/** "At 8 threads at most 4 were inside with 4 permits (3.8 on average) and 1 with 1 permit (1)." */
function insideWords({ panel, axes, lines, where }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const inside = lines.flatMap((line) => {
    const { maxInside, meanInside } = pointAt(panel, axes, line, x)?.metrics ?? {};
    return maxInside === undefined || meanInside === undefined ? [] : [{ line, maxInside, meanInside }];
  });
  const parts = extremes(inside, ({ maxInside }) => maxInside.high).map(
    ({ line, maxInside, meanInside }, i): Span[] => [
      figure(i === 0 ? `at most ${maxInside.high} were inside` : `${maxInside.high}`),
      plain(` with ${permits(line.value)} (${formatSignificant(meanInside.median, 3)}${i === 0 ? ' on average' : ''})`),
    ],
  );
  const lead = `${where}${where === '' ? 'At' : 'at'} ${level(axes.x, x)} `;
  return parts.length === 0 ? [] : [[plain(lead), ...joined(parts), plain('.')]];
}

/** A line is named by its permits: a bare number says nothing in a sentence. */
function named(told: Told): Told {
  return { ...told, lines: told.lines.map((line) => ({ ...line, name: permits(line.value) })) };
}

function permits(count: string | number): string {
  return count === 1 ? '1 permit' : `${count} permits`;
}
