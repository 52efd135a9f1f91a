/** Which type takes the most operations through a manager and which the fewest, and what is lost where one operation is two calls. */
import { formatValue } from '../../units/format.ts';
import type { Point } from '../record.ts';
import { lossNotObserved } from './lostUpdateWords.ts';
import {
  extremes,
  figure,
  joined,
  level,
  percent,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** Of the largest number of processes. */
export function proxiesWords(told: Told): Sentence[] {
  const { by } = told.axes;
  const processes = by.values.at(-1);
  const points = told.panel.points.filter(({ params, noisy }) => params[by.name] === processes && !noisy);
  return processes === undefined ? [] : [...paceWords(`With ${level(by, processes)}`, points), ...lossWords(points)];
}

/** "With 2 processes a manager does 18 k/s (range of 5 repeats 17 to 19 k/s) with Event and 800/s with Condition." */
function paceWords(lead: string, points: readonly Point[]): Sentence[] {
  const paces = points.flatMap(({ params, metrics: { operationsPerSecond: pace } }) =>
    pace === undefined ? [] : [{ name: nameOf(params, points), pace }],
  );
  const parts = extremes(paces, ({ pace }) => pace.median).map(({ name, pace }, i): Span[] => [
    figure(formatValue(pace.median, 'perSecond')),
    rangeOf(pace, 'perSecond', i === 0),
    plain(' with '),
    figure(name),
  ]);
  return sentenceOf(`${lead} a manager does `, parts);
}

/** "Read, then written: dict lost 39% and Value 31% of the operations." Where no repeat lost any: "... a loss was not observed". */
function lossWords(points: readonly Point[]): Sentence[] {
  const losses = points.flatMap(({ params, metrics: { lostShare } }) =>
    lostShare === undefined || !isCompound(params) ? [] : [{ name: String(params['type']), lost: lostShare }],
  );
  if (losses.length === 0) return [];
  const lossy = extremes(
    losses.filter(({ lost }) => !lossNotObserved(lost)),
    ({ lost }) => lost.median,
  );
  if (lossy.length === 0)
    return [[plain('Read, then written, a loss was '), figure('not observed'), plain(', which does not rule it out.')]];
  const parts = lossy.map(({ name, lost }, i): Span[] => [
    plain(`${name} `),
    figure(`${i === 0 ? 'lost ' : ''}${lost.median > 0 ? percent(lost.median) : `up to ${percent(lost.high)}`}`),
  ]);
  return [[plain('Read, then written: '), ...joined(parts), plain(' of the operations.')]];
}

function isCompound(params: Point['params']): boolean {
  return params['operation'] === 'compound' || params['type'] === 'Value';
}

/** The type, and which of its operations where both stand side by side. */
function nameOf(params: Point['params'], points: readonly Point[]): string {
  const { type, operation } = params;
  const others = points.some((point) => point.params['type'] === type && point.params['operation'] !== operation);
  return others && operation !== undefined ? `${type} (${operation})` : String(type);
}
