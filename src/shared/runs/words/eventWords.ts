/** After how long the first waiter runs, and after how long the last. */
import { formatValue } from '../../units/format.ts';
import type { ParameterValue } from '../record.ts';
import {
  endsOf,
  figure,
  judgedAt,
  level,
  plain,
  rangeOf,
  runnerOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** At the fewest waiters, and at the most where that is another number. */
export function eventWords(told: Told): Sentence[] {
  return endsOf(told.axes.x).flatMap((x, i) => wakeWords(told, x, i === 0));
}

/** "With 16 waiters the first runs 45 µs after the set and the last 210 µs (range of 5 repeats 180 to 260 µs) on wasm, ...". */
function wakeWords(told: Told, x: ParameterValue, isFirst: boolean): Sentence[] {
  const woken = judgedAt(told, x).flatMap(({ line, point }) => {
    const { wakeFirst, wakeLast } = point.metrics;
    return wakeFirst === undefined || wakeLast === undefined ? [] : [{ line, wakeFirst, wakeLast }];
  });
  // Of one interpreter among several the place says it.
  const isPlaced = told.lines.length === 1 && runnerOf(told.panel.params) !== null;
  const parts = woken.map(({ line, wakeFirst, wakeLast }, i): Span[] => [
    ...(x === 1
      ? [plain(i === 0 ? 'it runs ' : '')]
      : [
          plain(i === 0 ? 'the first runs ' : ''),
          figure(formatValue(wakeFirst.median, 'seconds')),
          plain(i === 0 ? ' after the set and the last ' : ' and '),
        ]),
    figure(formatValue(wakeLast.median, 'seconds')),
    rangeOf(wakeLast, 'seconds', isFirst && i === 0),
    plain(`${x === 1 && i === 0 ? ' after the set' : ''}${isPlaced ? '' : ` on ${line.name}`}`),
  ]);
  return sentenceOf(`With ${level(told.axes.x, x)} `, parts);
}
