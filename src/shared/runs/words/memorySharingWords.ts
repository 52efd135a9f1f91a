/** Who saw whose writes, what the other's process took for itself, and what a write cost it. */
import { formatValue } from '../../units/format.ts';
import { amountWords } from './amountWords.ts';
import {
  figure,
  joined,
  judgedAt,
  level,
  plain,
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
    ...amountWords(`${at}private memory grew by `, judged, { metric: 'privateBytes', unit: 'bytes' }),
    ...amountWords('One write to a page took ', judged, { metric: 'touchLatency', unit: 'seconds' }),
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
