/** How many lines were broken at the greatest length, up to which length none was, and what the lock cost. */
import { formatValue } from '../../units/format.ts';
import {
  figure,
  judgedAt,
  level,
  percent,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function processOutputWords(told: Told): Sentence[] {
  return [...brokenWords(told), ...wholeWords(told), ...rateWords(told)];
}

/** "At line length 20,000 61% of the lines (range of 5 repeats 55 to 63%) were broken without a lock and 0% (0%) with Lock." */
function brokenWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  if (x === undefined) return [];
  const parts = judgedAt(told, x).flatMap(({ line, point }, i): Span[][] => {
    const { brokenLines: broken } = point.metrics;
    if (broken === undefined) return [];
    return [
      [
        figure(`${percent(broken.median)}${i === 0 ? ' of the lines' : ''}`),
        rangeOf(broken, 'ratio', i === 0),
        plain(`${i === 0 ? ' were broken' : ''} ${withLock(line.value)}`),
      ],
    ];
  });
  return sentenceOf(`At ${level(told.axes.x, x)} `, parts);
}

/** "Without a lock no line of up to 4,096 characters was seen broken." Of the lengths that were measured, shorter ones included. */
function wholeWords(told: Told): Sentence[] {
  const broken = told.axes.x.values.map((x) => ({
    x,
    most: judgedAt(told, x).find(({ line }) => line.value === 'none')?.point.metrics['brokenLines']?.high,
  }));
  const last = broken[broken.findIndex(({ most }) => most !== 0) - 1];
  if (last === undefined) return [];
  const length = formatValue(Number(last.x), 'count');
  return [[plain('Without a lock '), figure(`no line of up to ${length} characters`), plain(' was seen broken.')]];
}

/** "There 52 k/s lines (range ...) were printed without a lock and 48 k/s (...) with Lock." */
function rateWords(told: Told): Sentence[] {
  const parts = judgedAt(told, told.axes.x.values.at(-1)).flatMap(({ line, point }, i): Span[][] => {
    const { throughput } = point.metrics;
    if (throughput === undefined) return [];
    return [
      [
        figure(`${formatValue(throughput.median, 'perSecond')}${i === 0 ? ' lines' : ''}`),
        rangeOf(throughput, 'perSecond', i === 0),
        plain(`${i === 0 ? ' were printed' : ''} ${withLock(line.value)}`),
      ],
    ];
  });
  return sentenceOf('There ', parts);
}

function withLock(lock: string | number): string {
  return lock === 'none' ? 'without a lock' : `with ${lock}`;
}
