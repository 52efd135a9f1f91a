/** How long a line takes from CPU to CPU: the pairs, then what a line costs that need not travel. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import { matrixWords } from './matrixWords.ts';
import {
  doubt,
  endsOf,
  extremes,
  figure,
  judgedAt,
  plain,
  rangeOf,
  repeatsOf,
  sentenceOf,
  timesRangeOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** From here on far pairs are told apart from near ones: two medians differ by as much by chance. */
const farFrom = 1.5;

export function coreToCoreWords(told: Told): Sentence[] {
  const { record, metric } = told;
  const missing = record.notAvailable?.[metric];
  if (told.lines.length === 0 && missing !== undefined) return [[doubt('No matrix is drawn: '), plain(missing)]];
  return [...matrixWords(record, metric), ...spreadWords(told), ...nearWords(told)];
}

/** "The slowest pair takes on wasm 3.1 times as long as the fastest: it lies further apart." Where there are several pairs, and they differ. */
function spreadWords({ panel, lines, metric }: Told): Sentence[] {
  const spreads = lines.flatMap((line) => {
    const matrix = panel.points.find(({ params, noisy }) => params['engine'] === line.value && !noisy)?.matrices?.[
      metric
    ];
    const medians = matrix?.cells.flatMap((row) => row.flatMap((cell) => cell?.median ?? [])) ?? [];
    const times = Math.max(...medians) / Math.min(...medians);
    return medians.length > 2 && times >= farFrom ? [{ name: line.name, times }] : [];
  });
  const parts = extremes(spreads, ({ times }) => times).map(({ name, times }, i): Span[] => [
    plain(`on ${name} `),
    figure(`${formatSignificant(times, 2)} times`),
    plain(i === 0 ? ' as long as the fastest' : ''),
  ]);
  return sentenceOf('The slowest pair takes ', parts, ': it lies further apart.');
}

/** "A load from L1 takes 1.2 ns on wasm (range of 5 repeats 1.2 to 1.3 ns), of which the middle pair takes 51 times (48 to 55)." */
function nearWords(told: Told): Sentence[] {
  const [x] = endsOf(told.axes.x);
  const judged = judgedAt(told, x).flatMap(({ line, point }) => {
    const load = point.metrics['cacheLatency'];
    const times = summariseRatio(repeatsOf(point, 'cacheLatency'), repeatsOf(point, 'medianLatency'));
    return load === undefined || times === null ? [] : [{ name: line.name, load, times }];
  });
  const parts = judged.map(({ name, load, times }, i): Span[] => [
    figure(`${formatValue(load.median, 'seconds')} on ${name}`),
    rangeOf(load, 'seconds', i === 0),
    plain(', of which the middle pair takes '),
    figure(`${formatSignificant(times.median, 2)} times`),
    timesRangeOf(times, false),
  ]);
  return sentenceOf('A load from L1 takes ', parts);
}
