/** How throughput changes with the capacity, how long an item takes, and whether who was woken went on where it should not. */
import { percentile } from '../../statistics/histogram.ts';
import { formatValue } from '../../units/format.ts';
import { changeWords } from './changeWords.ts';
import { endsOf, figure, joined, judgedAt, level, plain, type Sentence, type Span, type Told } from './sentence.ts';

export function producerConsumerWords(told: Told): Sentence[] {
  return [...changeWords(told), ...latencyWords(told), ...mistakeWords(told)];
}

/** "Half of the items were handed over within 2.1 µs at 1 place, and within 40 µs at 256 places." Of several queues each by its name. */
function latencyWords(told: Told): Sentence[] {
  const handed = endsOf(told.axes.x).flatMap((x) => {
    const parts = judgedAt(told, x).flatMap(({ line, point }): Span[][] => {
      const latency = point.histograms?.['handoverLatency'];
      if (latency === undefined || latency.count === 0) return [];
      const middle = figure(formatValue(percentile(latency, 0.5), 'seconds'));
      return [told.lines.length > 1 ? [middle, plain(` with ${line.name}`)] : [middle]];
    });
    return parts.length === 0 ? [] : [[...joined(parts), plain(` at ${level(told.axes.x, x)}`)]];
  });
  if (handed.length === 0) return [];
  const spans = handed.flatMap((part, i) => [
    plain(i === 0 ? 'Half of the items were handed over within ' : ', and within '),
    ...part,
  ]);
  return [[...spans, plain('.')]];
}

/** Nothing of `while`, of which no mistake is possible: the forced schedule tells the rest. */
function mistakeWords({ panel }: Told): Sentence[] {
  const careless = panel.points.filter(({ params }) => params['wait'] === 'if');
  const most = Math.max(...careless.map(({ metrics }) => metrics['mistakes']?.high ?? NaN));
  if (careless.length === 0 || !Number.isFinite(most)) return [];
  const times = most === 1 ? 'once' : `up to ${formatValue(most, 'count')} times`;
  return [
    [
      plain(panel.params['wait'] === undefined ? 'With if a woken thread ' : 'A woken thread '),
      figure(`went on at an empty or full queue ${times} in a repeat`),
      plain(', the forced schedule included.'),
    ],
  ];
}
