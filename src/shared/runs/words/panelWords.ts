/** What each of several panels shows: of a few the first sentences that each would be told in alone, of many the best line of each. */
import { formatValue } from '../../units/format.ts';
import { metricOf } from '../chartAxes.ts';
import type { SweepLine } from '../chartData.ts';
import type { Summary } from '../record.ts';
import {
  doubt,
  figure,
  inPlace,
  level,
  lineWords,
  placeWithin,
  plain,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';
import { hasOwnTeller, tellerOf } from './tellers.ts';

/** So many panels are told by two sentences each where an experiment has its own way to tell. */
const fullyTold = 2;
/** More panels than these are told by their best lines, in one sentence. */
const toldApart = 4;
const bestTold = 12;

/** Of two panels or more. */
export function panelsWords(told: readonly Told[]): Sentence[] {
  const measured = told.filter(({ lines }) => lines.length > 0);
  const missing = told.filter((one) => !measured.includes(one));
  const unmeasured: Sentence[] =
    missing.length === 0 || measured.length === 0
      ? []
      : [
          [
            doubt(
              `${missing.map(({ place }, i) => (i === 0 ? place : placeWithin(place))).join(' and ')} nothing was measured.`,
            ),
          ],
        ];
  if (measured.length > toldApart) return [...bestWords(measured), ...unmeasured];
  const [first] = measured;
  const each = first !== undefined && hasOwnTeller(first.record.experiment) && measured.length <= fullyTold ? 2 : 1;
  const tell = (one: Told) => tellerOf(one.record.experiment)(one).slice(0, each);
  return [...measured.flatMap((one) => tell(one).map((sentence) => inPlace(one.place, sentence))), ...unmeasured];
}

/** "At 8 threads the most throughput is mcs’s 8.1 M/s on wasm with critical section 0 s, tas’s ... and ...". */
function bestWords(told: readonly Told[]): Sentence[] {
  const [first] = told;
  const x = first?.axes.x.values.at(-1);
  if (first === undefined || x === undefined) return [];
  const { record, metric, axes } = first;
  const { title, unit, better } = metricOf(record, metric);
  const best = told.flatMap((one) => {
    const judged = one.lines.flatMap((line): { line: SweepLine; summary: Summary }[] => {
      const point = line.points.find((found) => found.x === x && found.hollow === null);
      return point === undefined ? [] : [{ line, summary: point.summary }];
    });
    const sorted = judged.toSorted((a, b) => b.summary.median - a.summary.median);
    const top = better === 'less' ? sorted.at(-1) : sorted[0];
    return top === undefined ? [] : [{ ...top, place: one.place }];
  });
  const parts = best
    .slice(0, bestTold)
    .map(({ line, summary, place }): Span[] => [
      figure(`${formatValue(summary.median, unit)} by ${lineWords(axes, line)}`),
      plain(` ${placeWithin(place)}`),
    ]);
  const more = best.length > bestTold ? `; the charts have ${best.length - bestTold} more` : '';
  const which = better === 'less' ? 'least' : 'highest';
  return sentenceOf(`At ${level(axes.x, x)} the ${which} ${title.toLowerCase()} is `, parts, `${more}.`);
}
