/** How throughput changes with the capacity, how long an item takes, and whether who was woken went on where it should not. */
import { percentile } from '../../statistics/histogram.ts';
import { formatValue } from '../../units/format.ts';
import { pointAt } from '../chartData.ts';
import { changeWords } from './changeWords.ts';
import { figure, level, plain, type Sentence, type Told } from './sentence.ts';

export function producerConsumerWords(told: Told): Sentence[] {
  return [...changeWords(told), ...latencyWords(told), ...mistakeWords(told)];
}

/** "Half of the items were handed over within 2.1 µs at 1 place, and within 40 µs at 256 places." */
function latencyWords({ panel, axes, lines }: Told): Sentence[] {
  const [line] = lines;
  const ends = [...new Set([axes.x.values[0], axes.x.values.at(-1)])];
  const told = ends.flatMap((x) => {
    const point = line === undefined || x === undefined ? undefined : pointAt(panel, axes, line, x);
    const latency = point?.histograms?.['handoverLatency'];
    if (x === undefined || point?.noisy !== false || latency === undefined || latency.count === 0) return [];
    return [{ x, middle: percentile(latency, 0.5) }];
  });
  if (told.length === 0) return [];
  const spans = told.flatMap(({ x, middle }, i) => [
    plain(i === 0 ? 'Half of the items were handed over within ' : ', and within '),
    figure(formatValue(middle, 'seconds')),
    plain(` at ${level(axes.x, x)}`),
  ]);
  return [[...spans, plain('.')]];
}

/** Nothing of `while`, of which no mistake is possible: the forced schedule tells the rest. */
function mistakeWords({ panel, where }: Told): Sentence[] {
  const careless = panel.points.filter(({ params }) => params['wait'] === 'if');
  const most = Math.max(...careless.map(({ metrics }) => metrics['mistakes']?.high ?? NaN));
  if (careless.length === 0 || !Number.isFinite(most)) return [];
  const times = most === 1 ? 'once' : `up to ${formatValue(most, 'count')} times`;
  return [
    [
      plain(`${where}${where === '' ? 'With' : 'with'} if a woken thread `),
      figure(`went on at an empty or full queue ${times} in a repeat`),
      plain(', the forced schedule included.'),
    ],
  ];
}
