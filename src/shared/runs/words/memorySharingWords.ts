/** Who saw whose writes, what the other's process took for itself, and what a write cost it. */
import { formatRange, formatValue } from '../../units/format.ts';
import type { Unit } from '../../units/quantity.ts';
import {
  extremes,
  figure,
  interval,
  joined,
  judgedAt,
  kindOf,
  level,
  plain,
  sentenceOf,
  type Judged,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function memorySharingWords(told: Told): Sentence[] {
  const { axes } = told;
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const judged = judgedAt(told, x);
  const at = `At ${level(axes.x, x)} `;
  return [
    ...seenWords(judged),
    ...amountWords(`${at}private memory grew by `, judged, 'privateBytes', 'bytes'),
    ...amountWords('One write to a page took ', judged, 'touchLatency', 'seconds'),
  ];
}

/** "Each saw all writes of the other with thread; none with fork." */
function seenWords(judged: readonly Judged[]): Sentence[] {
  const byWords = new Map<string, string[]>();
  for (const { line, point } of judged) {
    const share = point.metrics['visibleWrites']?.median;
    if (share === undefined) continue;
    const words = share === 1 ? 'all writes of the other' : share === 0 ? 'none' : formatValue(share, 'ratio');
    byWords.set(words, [...(byWords.get(words) ?? []), line.name]);
  }
  const parts = [...byWords].map(([words, names], i): Span[] => [
    plain(i === 0 ? 'Each saw ' : '; '),
    figure(i === 0 && words === 'none' ? 'no write of the other' : words),
    plain(' with '),
    ...joined(names.map((name) => [plain(name)])),
  ]);
  return parts.length === 0 ? [] : [[...parts.flat(), plain('.')]];
}

/** "16 MiB (range of 5 repeats 16 to 16.1 MiB) with fork and 4 KiB (0 to 4 KiB) with thread." */
function amountWords(lead: string, judged: readonly Judged[], metric: string, unit: Unit): Sentence[] {
  const amounts = judged.flatMap(({ line, point }) => {
    const summary = point.metrics[metric];
    return summary === undefined ? [] : [{ name: line.name, summary }];
  });
  const parts = extremes(amounts, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(formatValue(summary.median, unit)),
    interval(` (${kindOf(summary, i === 0)}${formatRange(summary.low, summary.high, unit)})`),
    plain(` with ${name}`),
  ]);
  return sentenceOf(lead, parts);
}
