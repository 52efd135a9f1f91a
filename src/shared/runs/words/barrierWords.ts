/** What a straggler leaves of the phases, and how long the parties wait with and without one. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatRatio } from '../../units/format.ts';
import { pointAt, type SweepLine } from '../chartData.ts';
import type { Point } from '../record.ts';
import { changeWords } from './changeWords.ts';
import {
  extremes,
  figure,
  interval,
  joined,
  kindOf,
  level,
  percent,
  percentRange,
  plain,
  repeatsOf,
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
  const { axes, where } = told;
  const judged = judgedAtMost(told);
  const even = judged.find(({ line }) => line.value === 0);
  const x = axes.x.values.at(-1);
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
  const lead = `${where}${where === '' ? 'At' : 'at'} ${level(axes.x, x)} `;
  return parts.length === 0 ? [] : [[plain(lead), ...joined(parts), plain('.')]];
}

/** "The parties wait 8% of their time without a straggler and 42% with one of 100%." */
function waitWords(told: Told): Sentence[] {
  const waits = judgedAtMost(told).flatMap(({ line, point }) => {
    const wait = point.metrics['waitShare'];
    return wait === undefined ? [] : [{ line, wait }];
  });
  const parts = extremes(waits, ({ wait }) => -wait.median).map(({ line, wait }): Span[] => [
    figure(formatRatio(wait.median)),
    plain(` ${nameOf(line)}`),
  ]);
  return parts.length === 0 ? [] : [[plain('Of their time the parties wait '), ...joined(parts), plain('.')]];
}

function judgedAtMost({ panel, axes, lines }: Told): { line: SweepLine; point: Point }[] {
  const x = axes.x.values.at(-1);
  return lines.flatMap((line) => {
    const point = x === undefined ? undefined : pointAt(panel, axes, line, x);
    return point === undefined || point.noisy ? [] : [{ line, point }];
  });
}

function nameOf({ value, name }: Pick<SweepLine, 'value' | 'name'>): string {
  return value === 0 ? 'without a straggler' : `with one of ${name} more work`;
}
