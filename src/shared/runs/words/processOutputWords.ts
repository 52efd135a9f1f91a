/** How many lines were broken at the greatest length, up to which length none was, and what the lock cost. */
import { formatRange, formatValue } from '../../units/format.ts';
import {
  figure,
  interval,
  judgedAt,
  kindOf,
  level,
  percent,
  plain,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function processOutputWords(told: Told): Sentence[] {
  return [...brokenWords(told), ...wholeWords(told), ...rateWords(told)];
}

/** "At line length 20,000 61% of the lines (range of 5 repeats 55 to 63%) were broken with none and 0% with Lock." */
function brokenWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  if (x === undefined) return [];
  const parts = judgedAt(told, x).flatMap(({ line, point }, i): Span[][] => {
    const { brokenLines: broken } = point.metrics;
    if (broken === undefined) return [];
    const range = `${kindOf(broken, i === 0)}${formatRange(broken.low, broken.high, 'ratio')}`;
    return [
      [
        figure(`${percent(broken.median)}${i === 0 ? ' of the lines' : ''}`),
        interval(` (${range})`),
        plain(`${i === 0 ? ' were broken' : ''} ${withLock(line.value)}`),
      ],
    ];
  });
  return sentenceOf(`At ${level({ ...told.axes.x, unit: 'index' }, x)} `, parts);
}

/** "Without a lock no line of up to 4,096 characters was broken." Of the lengths that were measured, shorter ones included. */
function wholeWords(told: Told): Sentence[] {
  const broken = told.axes.x.values.map((x) => ({
    x,
    most: judgedAt(told, x).find(({ line }) => line.value === 'none')?.point.metrics['brokenLines']?.high,
  }));
  const firstBroken = broken.findIndex(({ most }) => most !== 0);
  const last = broken[firstBroken === -1 ? broken.length - 1 : firstBroken - 1];
  if (last === undefined || last.most !== 0 || firstBroken === -1) return [];
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
        interval(` (${kindOf(throughput, i === 0)}${formatRange(throughput.low, throughput.high, 'perSecond')})`),
        plain(`${i === 0 ? ' were printed' : ''} ${withLock(line.value)}`),
      ],
    ];
  });
  return sentenceOf('There ', parts);
}

function withLock(lock: string | number): string {
  return lock === 'none' ? 'without a lock' : `with ${lock}`;
}
