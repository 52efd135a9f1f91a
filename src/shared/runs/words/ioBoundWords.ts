/** How many times the requests of one worker all of them made together, where they were most. */
import { formatSignificant } from '../../units/number.ts';
import {
  extremes,
  figure,
  judgedAt,
  level,
  plain,
  runnerOf,
  sentenceOf,
  timesRangeOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** "On Python 3.12 at 16 workers threads made 15.8 times the requests of one worker (range of 5 repeats 15.7 to 15.9) and serial 1 times (0.99 to 1)." */
export function ioBoundWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  if (x === undefined) return [];
  const found = judgedAt(told, x).flatMap(({ line, point }) => {
    const { speedup } = point.metrics;
    return speedup === undefined ? [] : [{ line, point, speedup }];
  });
  const parts = extremes(found, ({ speedup }) => speedup.median).map(({ line, speedup }, i): Span[] => [
    figure(`${line.name} ${i === 0 ? 'made ' : ''}${formatSignificant(speedup.median, 2)} times`),
    plain(i === 0 ? ' the requests of one worker' : ''),
    timesRangeOf(speedup, i === 0),
  ]);
  const runner = told.place === '' && found[0] !== undefined ? runnerOf(found[0].point.params) : null;
  return sentenceOf(`${runner === null ? 'At' : `On ${runner} at`} ${level(told.axes.x, x)} `, parts);
}
