/** What a second acquisition does with each lock, then what an acquisition costs at depth 1 and at the largest depth. */
import { formatValue } from '../../units/format.ts';
import type { ParameterValue } from '../record.ts';
import {
  endsOf,
  figure,
  joined,
  judgedAt,
  level,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function rlockWords(told: Told): Sentence[] {
  return [...twiceWords(told), ...endsOf(told.axes.x).flatMap((x, i) => costWords(told, x, i === 0))];
}

/** "Taken twice by one thread, pthreadMutex blocked, pthreadErrorCheck refused and pthreadRecursive let its owner in again." */
function twiceWords({ panel }: Told): Sentence[] {
  const byCode = new Map<string, Set<string>>();
  for (const { params, repeats } of panel.points) {
    for (const { outcomes } of repeats) {
      const code = outcomes?.['outcome']?.code;
      if (code !== undefined) byCode.set(code, (byCode.get(code) ?? new Set()).add(String(params['lock'])));
    }
  }
  const parts = [...byCode].map(([code, locks]): Span[] => [
    ...joined([...locks].map((lock) => [figure(lock)])),
    plain(` ${code === 'reentered' ? `let ${locks.size === 1 ? 'its' : 'their'} owner in again` : code}`),
  ]);
  return sentenceOf('Taken twice by one thread, ', parts);
}

/** "At depth 8 an acquisition with its release took 3.1 ns (range of 5 repeats 3 to 3.2 ns) with pthreadRecursive." */
function costWords(told: Told, x: ParameterValue, isFirst: boolean): Sentence[] {
  const costs = judgedAt(told, x).flatMap(({ line, point }) => {
    const { latency } = point.metrics;
    return latency === undefined ? [] : [{ name: line.name, latency }];
  });
  const parts = costs.map(({ name, latency }, i): Span[] => [
    figure(formatValue(latency.median, 'seconds')),
    rangeOf(latency, 'seconds', isFirst && i === 0),
    plain(` with ${name}`),
  ]);
  const depth = level(told.axes.x, x);
  return sentenceOf(`At ${depth} ${isFirst ? 'an acquisition with its release took' : 'one took'} `, parts);
}
