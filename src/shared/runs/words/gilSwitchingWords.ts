/** How long a thread waits for the interpreter with the fewest computing threads beside it and with the most. */
import { formatValue } from '../../units/format.ts';
import {
  endsOf,
  figure,
  judgedAt,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** "With switch interval 5 ms an answer took 110 µs with no computing thread (range of 5 repeats 100 to 120 µs) and 27 ms with 3 computing threads (21 to 30 ms)." for each interval. */
export function gilSwitchingWords(told: Told): Sentence[] {
  const ends = endsOf(told.axes.x);
  return told.lines.flatMap((line) => {
    const parts = ends.flatMap((x): Span[][] => {
      const latency = judgedAt(told, x).find((judged) => judged.line === line)?.point.metrics[told.metric];
      if (latency === undefined) return [];
      return [
        [
          figure(formatValue(latency.median, 'seconds')),
          plain(` ${beside(Number(x))}`),
          rangeOf(latency, 'seconds', x === ends[0]),
        ],
      ];
    });
    return sentenceOf(`With switch interval ${formatValue(Number(line.value), 'seconds')} an answer took `, parts);
  });
}

function beside(threads: number): string {
  if (threads === 0) return 'with no computing thread';
  return `with ${threads} computing ${threads === 1 ? 'thread' : 'threads'}`;
}
