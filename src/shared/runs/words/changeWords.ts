/** How the main metric changes from the first to the last value of the x axis, or its level where nothing was swept. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { metricOf } from '../chartAxes.ts';
import { pointAt, type SweepLine, type SweepPoint } from '../chartData.ts';
import type { Summary } from '../record.ts';
import {
  extremes,
  figure,
  interval,
  kindOf,
  level,
  percent,
  percentRange,
  plain,
  rangeOf,
  repeatsOf,
  sentenceOf,
  span,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** A change below this is told as what is kept rather than as what is lost. */
const keptFrom = 0.9;

/** "From 2 to 8 threads mcs keeps 96% of its throughput (range 91 to 100%) and tas loses 57% (52 to 62%)." */
export function changeWords(told: Told): Sentence[] {
  const { record, panel, axes, lines, metric } = told;
  const from = axes.x.values[0];
  const to = axes.x.values.at(-1);
  const { title, unit } = metricOf(record, metric);
  const changes = lines.flatMap((line) => {
    const first = line.points.find(({ x }) => x === from);
    const last = line.points.find(({ x }) => x === to);
    if (first === undefined || last === undefined || from === to || tooNoisy(told, line, [first, last])) return [];
    const values = (x: SweepPoint['x']): number[] => repeatsOf(pointAt(panel, axes, line, x), metric);
    const ratio = summariseRatio(values(first.x), values(last.x));
    return ratio === null ? [] : [{ name: line.name, ratio }];
  });
  if (changes.length > 0 && from !== undefined && to !== undefined) {
    const chosen = extremes(changes, ({ ratio }) => ratio.median);
    const parts = chosen.map(({ name, ratio }, i) => oneChange(name, ratio, i === 0 ? title.toLowerCase() : null));
    return sentenceOf(`From ${span(axes.x, from, to)} `, parts);
  }
  const levels = lines.flatMap((line) => {
    const point = line.points.find(({ x, hollow }) => x === to && hollow === null);
    return point === undefined ? [] : [{ name: line.name, summary: point.summary }];
  });
  if (to === undefined) return [];
  const parts = extremes(levels, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(`${name} ${i === 0 ? `has a ${title.toLowerCase()} of ` : ''}${formatValue(summary.median, unit)}`),
    rangeOf(summary, unit, i === 0),
  ]);
  return sentenceOf(`At ${level(axes.x, to)} `, parts);
}

/** `what` is named with the first line told only. */
function oneChange(name: string, ratio: Summary, what: string | null): Span[] {
  const loses = ratio.median < keptFrom && ratio.high < 1;
  const gains = ratio.median > 1 / keptFrom && ratio.low > 1;
  const [verb, share, low, high] = loses
    ? ['loses', 1 - ratio.median, 1 - ratio.high, 1 - ratio.low]
    : gains
      ? ['gains', ratio.median - 1, ratio.low - 1, ratio.high - 1]
      : ['keeps', ratio.median, ratio.low, ratio.high];
  return [
    figure(`${name} ${verb} ${percent(share)}`),
    plain(what === null ? '' : gains ? ` in ${what}` : ` of its ${what}`),
    interval(` (${kindOf(ratio, what !== null)}${percentRange(low, high)})`),
  ];
}

function tooNoisy({ panel, axes }: Told, line: SweepLine, ends: readonly SweepPoint[]): boolean {
  return ends.some(({ x }) => pointAt(panel, axes, line, x)?.noisy === true);
}
