/** How each way to count grows with the threads, then what it had not counted when they stood still. */
import { formatRatio, formatValue } from '../../units/format.ts';
import { pointAt, sweepLines } from '../chartData.ts';
import { changeWords } from './changeWords.ts';
import { figure, joined, level, plain, rangeOf, sentenceOf, type Sentence, type Span, type Told } from './sentence.ts';

export function atomicsWords(told: Told): Sentence[] {
  return [...changeWords(told), ...errorWords(told)];
}

/** "At 2 threads atomic and sharded counted every increment, plain missed 48% (41 to 52%) and approximate 0.01% ...". */
function errorWords({ panel, axes }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const read = sweepLines(panel, axes, 'error').flatMap((line) => {
    const error = line.points.find((one) => one.x === x)?.summary;
    const point = pointAt(panel, axes, line, x);
    return error === undefined || point === undefined || point.noisy ? [] : [{ line, error, point }];
  });
  const exact = read.filter(({ error }) => error.low === 0 && error.high === 0);
  const missed = read.filter((one) => !exact.includes(one));
  const parts = [
    ...(exact.length > 0
      ? [[...joined(exact.map(({ line }) => [figure(line.name)])), plain(' counted every increment')]]
      : []),
    ...missed.map(({ line, error, point }, i): Span[] => [
      figure(`${line.name} missed ${formatRatio(error.median)}`),
      rangeOf(error, 'ratio', i === 0),
      ...thresholdWords(point.params['threshold']),
    ]),
  ];
  return sentenceOf(`At ${level(axes.x, x)} `, parts);
}

function thresholdWords(threshold: string | number | undefined): Span[] {
  return typeof threshold === 'number' ? [plain(` with a threshold of ${formatValue(threshold, 'count')}`)] : [];
}
