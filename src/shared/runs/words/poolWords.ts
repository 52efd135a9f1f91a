/** Who does the most tasks a second and who the fewest, how long each holds its caller for a task, and how long tasks wait. */
import { formatValue } from '../../units/format.ts';
import {
  extremes,
  figure,
  judgedAt,
  level,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** At the most workers. */
export function poolWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  const pools = judgedAt(told, x).flatMap(({ line: { name }, point: { metrics } }) => {
    const { throughput, callerWait, queueWait } = metrics;
    return throughput === undefined || callerWait === undefined ? [] : [{ name, throughput, callerWait, queueWait }];
  });
  if (x === undefined) return [];
  const shown = extremes(pools, ({ throughput }) => throughput.median);
  // "With 4 workers threads do 3.1 k/s (range of 5 repeats 3 to 3.2 k/s) holding their caller 5 µs for each task and freshProcess 40/s (...), 24 ms."
  const paces = shown.map(({ name, throughput, callerWait }, i): Span[] => [
    figure(name),
    plain(i === 0 ? ' do ' : ' '),
    figure(formatValue(throughput.median, 'perSecond')),
    rangeOf(throughput, 'perSecond', i === 0),
    plain(i === 0 ? ', holding their caller ' : ', '),
    figure(formatValue(callerWait.median, 'seconds')),
    plain(i === 0 ? ' for each task' : ''),
  ]);
  const waits = shown.flatMap(({ name, queueWait }): Span[][] =>
    queueWait === undefined ? [] : [[figure(formatValue(queueWait.median, 'seconds')), plain(` with ${name}`)]],
  );
  return [
    ...sentenceOf(`With ${level(told.axes.x, x)} `, paces),
    ...sentenceOf('A task waits for its beginning ', waits),
  ];
}
