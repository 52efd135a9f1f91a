/** What a straggler leaves of the phases, and how long the parties wait with and without one. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatRatio } from '../../units/format.ts';
import type { SweepLine } from '../chartData.ts';
import { changeWords } from './changeWords.ts';
import {
  extremes,
  figure,
  interval,
  judgedAt,
  kindOf,
  level,
  percent,
  percentRange,
  plain,
  repeatsOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

export function barrierWords(told: Told): Sentence[] {
  const lines = told.lines.map((line) => ({ ...line, name: nameOf(line) }));
  const costs = stragglerWords(told);
  return [...costs, ...(costs.length === 0 ? changeWords({ ...told, lines }) : []), ...waitWords(told)];
}

/** "At 4 parties a straggler with 100% more work leaves 52% of the phases (range of 5 repeats 50 to 55%)." */
function stragglerWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  const judged = judgedAt(told, x);
  const even = judged.find(({ line }) => line.value === 0);
  if (even === undefined || x === undefined) return [];
  const left = judged.flatMap(({ line, point }) => {
    const ratio = summariseRatio(repeatsOf(even.point, 'phasesPerSecond'), repeatsOf(point, 'phasesPerSecond'));
    return line === even.line || ratio === null ? [] : [{ line, ratio }];
  });
  const parts = extremes(left, ({ ratio }) => ratio.median).map(({ line, ratio }, i): Span[] => [
    plain(`${i === 0 ? 'a straggler' : 'one'} with ${line.name} more work leaves `),
    figure(`${percent(ratio.median)}${i === 0 ? ' of the phases' : ''}`),
    interval(` (${kindOf(ratio, i === 0)}${percentRange(ratio.low, ratio.high)})`),
  ]);
  return sentenceOf(`At ${level(told.axes.x, x)} `, parts);
}

/** "Of their time the parties wait 8% without a straggler and 42% with one of 100% more work." */
function waitWords(told: Told): Sentence[] {
  const waits = judgedAt(told, told.axes.x.values.at(-1)).flatMap(({ line, point }) => {
    const wait = point.metrics['waitShare'];
    return wait === undefined ? [] : [{ line, wait }];
  });
  const parts = extremes(waits, ({ wait }) => -wait.median).map(({ line, wait }): Span[] => [
    figure(formatRatio(wait.median)),
    plain(` ${nameOf(line)}`),
  ]);
  return sentenceOf('Of their time the parties wait ', parts);
}

function nameOf({ value, name }: Pick<SweepLine, 'value' | 'name'>): string {
  return value === 0 ? 'without a straggler' : `with one of ${name} more work`;
}
