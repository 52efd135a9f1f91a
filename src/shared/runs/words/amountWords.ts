/** What a metric comes to for each line at one x, with how sure it is. */
import { formatValue } from '../../units/format.ts';
import type { Unit } from '../../units/quantity.ts';
import { extremes, figure, plain, rangeOf, sentenceOf, type Judged, type Sentence, type Span } from './sentence.ts';

interface Amount {
  metric: string;
  unit: Unit;
  /** Of what, said with the first: " switches". */
  what?: string;
  /** Before the line's name. */
  by?: string;
}

/** "16 MiB (range of 5 repeats 16 to 16.1 MiB) with fork and 4 KiB (0 to 4 KiB) with thread." The largest first; of many lines it and the smallest. */
export function amountWords(
  lead: string,
  judged: readonly Judged[],
  { metric, unit, what = '', by = 'with' }: Amount,
): Sentence[] {
  const amounts = judged.flatMap(({ line, point }) => {
    const summary = point.metrics[metric];
    return summary === undefined ? [] : [{ name: line.name, summary }];
  });
  const parts = extremes(amounts, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(`${formatValue(summary.median, unit)}${i === 0 ? what : ''}`),
    rangeOf(summary, unit, i === 0),
    plain(` ${by} ${name}`),
  ]);
  return sentenceOf(lead, parts);
}
