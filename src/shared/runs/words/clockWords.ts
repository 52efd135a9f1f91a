/** How fast the cores tick: one alone, all together beside it, and what speaks for the figure. */
import { median } from '../../statistics/quantile.ts';
import { summarise } from '../../statistics/summarise.ts';
import { formatHertz } from '../../units/format.ts';
import { formatCount, formatFixed } from '../../units/number.ts';
import { pointAt } from '../chartData.ts';
import { fallingClocks } from './fallingClocks.ts';
import type { Point, Repeat, Summary } from '../record.ts';
import {
  doubt,
  extremes,
  figure,
  interval,
  kindOf,
  level,
  percent,
  percentRange,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** A multiply's cycles nearer than this to a whole number are one: what two chains of some 70 µs differ by. */
const wholeWithin = 0.05;

export function clockWords(told: Told): Sentence[] {
  return [...speedWords(told), ...togetherWords(told), ...fallingClocks(told), ...crossCheckWords(told)];
}

/** "At 1 thread wasm ticks at 3.2 GHz (range of 5 repeats 3.19 to 3.21 GHz) and native at 3.2 GHz (...)." */
function speedWords({ axes, lines }: Told): Sentence[] {
  const x = axes.x.values[0];
  if (x === undefined) return [];
  const levels = lines.flatMap(({ name, points }) => {
    const point = points.find(({ x: own, hollow }) => own === x && hollow === null);
    return point === undefined ? [] : [{ name, summary: point.summary }];
  });
  const parts = extremes(levels, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(`${name} ${i === 0 ? 'ticks ' : ''}at ${formatHertz(summary.median)}`),
    rangeOf(summary, 'hertz', i === 0),
  ]);
  return sentenceOf(`At ${level(axes.x, x)} `, parts);
}

/** "2 threads together reach 97% of one alone on wasm (range of 5 repeats 96 to 98%)." By the pairs of each repeat. */
function togetherWords({ panel, axes, lines }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (typeof x !== 'number' || x < 2) return [];
  const shares = lines.flatMap((line) => {
    const point = pointAt(panel, axes, line, x);
    const share = point === undefined || point.noisy || point.oversubscribed ? null : summarise(pairs(point), 'ratio');
    return share === null ? [] : [{ name: line.name, share }];
  });
  const parts = extremes(shares, ({ share }) => share.median).map(({ name, share }, i): Span[] => [
    figure(`${percent(share.median)} ${i === 0 ? 'of one alone ' : ''}on ${name}`),
    interval(` (${kindOf(share, i === 0)}${percentRange(share.low, share.high)})`),
  ]);
  return sentenceOf(`${level(axes.x, x)} together reach `, parts);
}

function pairs({ repeats }: Point): number[] {
  const share = ({ metrics: { effectiveClock, aloneClock } }: Repeat) =>
    typeof effectiveClock === 'number' && typeof aloneClock === 'number' ? [effectiveClock / aloneClock] : [];
  return repeats.flatMap(share);
}

/** "By this clock a multiply takes 3 cycles, a whole number as it must; the machine reports 2.1 GHz." */
function crossCheckWords({ panel }: Told): Sentence[] {
  const judged = panel.points.filter(({ noisy, oversubscribed }) => !noisy && !oversubscribed);
  const mediansOf = (name: string) => judged.flatMap(({ metrics }): Summary | Summary[] => metrics[name] ?? []);
  const cycles = mediansOf('multiplyCycles').map((summary) => summary.median);
  if (cycles.length === 0) return [];
  const apart = cycles.find((value) => Math.abs(value - Math.round(value)) > wholeWithin);
  const reported = median(mediansOf('reportedClock').map((summary) => summary.median));
  const report: Span[] = Number.isNaN(reported)
    ? [plain('; the machine does not report its present clock.')]
    : [plain('; the machine reports '), figure(formatHertz(reported)), plain('.')];
  const takes = plain('By this clock a multiply takes ');
  if (apart === undefined) {
    const whole = [...new Set(cycles.map((value) => formatCount(Math.round(value))))];
    return [[takes, figure(`${whole.join(' or ')} cycles`), plain(', a whole number as it must'), ...report]];
  }
  return [
    [
      takes,
      figure(`${formatFixed(apart, 2)} cycles`),
      doubt(', and that is no whole number: the adds may not have taken one cycle each'),
      ...report,
    ],
  ];
}
