/** What was lost without a lock and with each, then how many times as long an increment took. */
import { median } from '../../statistics/quantile.ts';
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import { sweepLines } from '../chartData.ts';
import type { Point, Summary } from '../record.ts';
import { changeWords } from './changeWords.ts';
import {
  extremes,
  figure,
  interval,
  joined,
  judgedAt,
  kindOf,
  level,
  percent,
  percentRange,
  plain,
  repeatsOf,
  sentenceOf,
  timesRangeOf,
  type Judged,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** The value of `lock` without one. */
export const unguarded = 'none';

export interface Lost extends Judged {
  lost: Summary;
}

/** "Without a lock 4 threads lost 61% (58 to 64%) of 4,000,000 increments; atomic and tas lost none." */
export function lostUpdateWords(told: Told): Sentence[] {
  const judged = lostAtMost(told);
  if (judged.length === 0) return [];
  return [...lossWords(told, judged), ...costWords(told, judged)];
}

/** The lines at the largest number of threads, where that could be judged. */
export function lostAtMost(told: Told): Lost[] {
  return judgedAt(told, told.axes.x.values.at(-1)).flatMap(({ line, point }) => {
    const lost = point.metrics[told.metric];
    return lost === undefined ? [] : [{ line, lost, point }];
  });
}

function lossWords({ axes }: Told, judged: readonly Lost[]): Sentence[] {
  const bare = judged.find(({ line }) => line.value === unguarded);
  const guarded = judged.filter((one) => one !== bare);
  const parts = [...(bare === undefined ? [] : [bareWords(bare, axes.x)]), ...guardedWords(guarded)];
  if (parts.length === 0) return [];
  const [first = [], ...rest] = parts;
  const spans = [...first, ...rest.flatMap((part) => [plain('; '), ...part])];
  return [[...spans, plain('.')]];
}

/** In no repeat; a count below 0 is no such thing. */
export function lossNotObserved({ low, high }: Pick<Summary, 'low' | 'high'>): boolean {
  return low === 0 && high === 0;
}

/** That nothing was lost is worded as what was not observed: it shows nothing of the next run. */
function bareWords({ lost, point }: Lost, axis: Told['axes']['x']): Span[] {
  const threads = point.params['threads'] ?? NaN;
  const made = formatValue(madeIn(point), 'count');
  if (lossNotObserved(lost)) {
    const why = threads === 1 ? ', where there is nobody to overwrite it' : ', which does not rule it out';
    return [
      plain(`At ${level(axis, threads)} without a lock a loss was `),
      figure('not observed'),
      plain(` in ${made} increments${why}`),
    ];
  }
  return [
    plain(`Without a lock ${level(axis, threads)} `),
    figure(`lost ${percent(lost.median)}`),
    interval(` (${kindOf(lost, true)}${percentRange(lost.low, lost.high)})`),
    plain(` of ${made} increments`),
  ];
}

/** Increments of all threads, the middle repeat's: as asked, or fewer where the time was up. */
function madeIn(point: Point): number {
  const asked = Number(point.params['threads']) * Number(point.params['increments']);
  const made = point.repeats.flatMap(({ perThread }) => {
    const counts = perThread?.['threadCounts'];
    return counts === undefined ? [] : [counts.reduce((sum, count) => sum + count, 0)];
  });
  return made.length === 0 ? asked : Math.round(median(made));
}

function guardedWords(guarded: readonly Lost[]): Span[][] {
  const kept = guarded.filter(({ lost }) => lossNotObserved(lost)).map(({ line }) => [figure(line.name)]);
  const lossy = guarded.filter(({ lost }) => !lossNotObserved(lost));
  return [
    ...(kept.length > 0 ? [[...joined(kept), plain(' lost none')]] : []),
    ...lossy.map(({ line, lost }) => [figure(`${line.name} lost ${percent(lost.median)}`)]),
  ];
}

/** "At 4 threads an increment took 20 times (18 to 22) as long with tas and 5 times (4.5 to 5.5) with atomic as without a lock." */
function costWords(told: Told, judged: readonly Lost[]): Sentence[] {
  const bare = judged.find(({ line }) => line.value === unguarded);
  const x = told.axes.x.values.at(-1);
  if (bare === undefined || x === undefined) {
    return changeWords({ ...told, metric: 'throughput', lines: sweepLines(told.panel, told.axes, 'throughput') });
  }
  const costs = judged.flatMap(({ line, point }) => {
    const times = summariseRatio(repeatsOf(point, 'throughput'), repeatsOf(bare.point, 'throughput'));
    return times === null || line === bare.line ? [] : [{ name: line.name, times }];
  });
  const parts = extremes(costs, ({ times }) => times.median).map(({ name, times }, i): Span[] => [
    figure(`${formatSignificant(times.median, 2)} times`),
    timesRangeOf(times, i === 0),
    plain(i === 0 ? ' as long with ' : ' with '),
    figure(name),
  ]);
  return sentenceOf(`At ${level(told.axes.x, x)} an increment took `, parts, ' as without a lock.');
}
