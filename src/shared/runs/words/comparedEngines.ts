/** The same line on two engines beside each other, both named: never one engine's figure without the other's name. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatSignificant } from '../../units/number.ts';
import { metricOf, placeTitle } from '../chartAxes.ts';
import { pointAt } from '../chartData.ts';
import type { Summary } from '../record.ts';
import {
  extremes,
  figure,
  level,
  lineWords,
  plain,
  repeatsOf,
  runnerOf,
  sentenceOf,
  timesRangeOf,
  withoutRunner,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

interface Compared {
  name: string;
  times: Summary;
}

/**
 * "At 8 threads native has 1.6 times the throughput of wasm with tas (range of 5 repeats 1.5 to 1.7) and 1.2 times with mcs (...)."
 * Every further engine or interpreter against the first, at the largest x, where neither point is noisy. None where engines
 * make the lines.
 */
export function comparedEngines(told: readonly Told[]): Sentence[] {
  const [first, ...others] = [...new Set(told.flatMap(({ panel }) => runnerOf(panel.params) ?? []))];
  return first === undefined ? [] : others.flatMap((other) => compare(told, first, other));
}

function compare(told: readonly Told[], first: string, other: string): Sentence[] {
  const [any] = told;
  const x = any?.axes.x.values.at(-1);
  if (any === undefined || x === undefined) return [];
  const compared = told
    .filter(({ panel }) => runnerOf(panel.params) === first)
    .flatMap((one) => {
      const twin = told.find(
        ({ panel }) => runnerOf(panel.params) === other && restOf(panel.params) === restOf(one.panel.params),
      );
      return twin === undefined ? [] : linesOf(one, twin, x);
    });
  const what = metricOf(any.record, any.metric).title.toLowerCase();
  const parts = extremes(compared, ({ times }) => times.median).map(({ name, times }, i): Span[] => [
    figure(`${formatSignificant(times.median, 2)} times`),
    plain(i === 0 ? ` the ${what} of ${first} with ${name}` : ` with ${name}`),
    timesRangeOf(times, i === 0),
  ]);
  return sentenceOf(`At ${level(any.axes.x, x)} ${other} has `, parts);
}

/** What else was swept, to be held against another engine's: only the same is compared. */
function restOf(params: Told['panel']['params']): string {
  return JSON.stringify(Object.entries(withoutRunner(params)).toSorted(([a], [b]) => a.localeCompare(b)));
}

function linesOf(one: Told, twin: Told, x: string | number): Compared[] {
  const place = placeTitle(one.record, { params: withoutRunner(one.panel.params) });
  return one.lines.flatMap((line): Compared[] => {
    const points = [pointAt(one.panel, one.axes, line, x), pointAt(twin.panel, twin.axes, line, x)];
    if (points.some((point) => point === undefined || point.noisy)) return [];
    const [from, to] = points.map((point) => repeatsOf(point, one.metric));
    const times = summariseRatio(from ?? [], to ?? []);
    const name = [lineWords(one.axes, line), place].filter((part) => part !== '').join(', ');
    return times === null ? [] : [{ name, times }];
  });
}
