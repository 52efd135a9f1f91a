/** What a round trip took with the smallest and the largest working set, and how many switches a second it made. */
import { formatRange, formatValue } from '../../units/format.ts';
import type { ParameterValue } from '../record.ts';
import {
  endsOf,
  extremes,
  figure,
  interval,
  judgedAt,
  kindOf,
  level,
  plain,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function contextSwitchWords(told: Told): Sentence[] {
  const { x } = told.axes;
  const ends = endsOf(x);
  return [
    ...ends.flatMap((at, i) =>
      amounts(told, at, 'roundTrip', 'seconds', `At ${level(x, at)} ${i === 0 ? 'a round trip' : 'one'} took `, ''),
    ),
    ...ends
      .slice(0, 1)
      .flatMap((at) =>
        amounts(told, at, 'switchesPerSecond', 'perSecond', `At ${level(x, at)} there were `, ' switches'),
      ),
  ];
}

/** "... 5.6 µs (range of 5 repeats 5.4 to 5.9 µs) with pipe and 9 µs (8.8 to 9.3 µs) with socket." */
function amounts(
  told: Told,
  at: ParameterValue,
  metric: string,
  unit: 'seconds' | 'perSecond',
  lead: string,
  what: string,
): Sentence[] {
  const found = judgedAt(told, at).flatMap(({ line, point }) => {
    const summary = point.metrics[metric];
    return summary === undefined ? [] : [{ name: line.name, summary }];
  });
  const parts = extremes(found, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(`${formatValue(summary.median, unit)}${i === 0 ? what : ''}`),
    interval(` (${kindOf(summary, i === 0)}${formatRange(summary.low, summary.high, unit)})`),
    plain(` with ${name}`),
  ]);
  return sentenceOf(lead, parts);
}
