/** What was lost without a lock and with each, then how many times as long an increment took. */
import { median } from '../../statistics/quantile.ts';
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import { pointAt, sweepLines, type SweepLine } from '../chartData.ts';
import type { Point, Summary } from '../record.ts';
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

/** The value of `lock` without one. */
export const unguarded = 'none';

export interface Judged {
  line: SweepLine;
  lost: Summary;
  point: Point;
}

/** "Without a lock 4 threads lost 61% (58 to 64%) of 4,000,000 increments; atomic and tas lost none." */
export function lostUpdateWords(told: Told): Sentence[] {
  const judged = judgedAtMost(told);
  if (judged.length === 0) return [];
  return [...lossWords(told, judged), ...costWords(told, judged)];
}

/** The lines at the largest number of threads, where that could be judged. */
export function judgedAtMost({ panel, axes, lines }: Told): Judged[] {
  const x = axes.x.values.at(-1);
  return lines.flatMap((line) => {
    const lost = line.points.find((one) => one.x === x)?.summary;
    const point = x === undefined ? undefined : pointAt(panel, axes, line, x);
    return lost === undefined || point === undefined || point.noisy ? [] : [{ line, lost, point }];
  });
}

function lossWords({ axes, where }: Told, judged: readonly Judged[]): Sentence[] {
  const bare = judged.find(({ line }) => line.value === unguarded);
  const guarded = judged.filter((one) => one !== bare);
  const parts = [...(bare === undefined ? [] : [bareWords(bare, axes.x)]), ...guardedWords(guarded)];
  if (parts.length === 0) return [];
  const [first = [], ...rest] = parts;
  const spans = [...first, ...rest.flatMap((part) => [plain('; '), ...part])];
  return [[...(where === '' ? [] : [plain(where)]), ...spans, plain('.')]];
}

/** In no repeat; a count below 0 is no such thing. */
export function lossNotObserved({ low, high }: Pick<Summary, 'low' | 'high'>): boolean {
  return low === 0 && high === 0;
}

/** That nothing was lost is worded as what was not observed: it shows nothing of the next run. */
function bareWords({ lost, point }: Judged, axis: Told['axes']['x']): Span[] {
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

function guardedWords(guarded: readonly Judged[]): Span[][] {
  const kept = guarded.filter(({ lost }) => lost.high === 0 && lost.low === 0).map(({ line }) => [figure(line.name)]);
  const lossy = guarded.filter(({ lost }) => lost.high !== 0 || lost.low !== 0);
  return [
    ...(kept.length > 0 ? [[...joined(kept), plain(' lost none')]] : []),
    ...lossy.map(({ line, lost }) => [figure(`${line.name} lost ${percent(lost.median)}`)]),
  ];
}

/** "At 4 threads an increment took 20 times (18 to 22) as long with tas and 5 times (4.5 to 5.5) with atomic as without a lock." */
function costWords(told: Told, judged: readonly Judged[]): Sentence[] {
  const bare = judged.find(({ line }) => line.value === unguarded);
  const x = told.axes.x.values.at(-1);
  if (bare === undefined || x === undefined) {
    return changeWords({ ...told, metric: 'throughput', lines: sweepLines(told.panel, told.axes, 'throughput') });
  }
  const costs = judged.flatMap(({ line, point }) => {
    const times = summariseRatio(repeatsOf(point, 'throughput'), repeatsOf(bare.point, 'throughput'));
    return times === null || line === bare.line ? [] : [{ name: line.name, times }];
  });
  if (costs.length === 0) return [];
  const parts = extremes(costs, ({ times }) => times.median).map(({ name, times }, i): Span[] => [
    figure(`${formatSignificant(times.median, 2)} times`),
    interval(` (${kindOf(times, i === 0)}${timesRange(times)})`),
    plain(i === 0 ? ' as long with ' : ' with '),
    figure(name),
  ]);
  return [[plain(`At ${level(told.axes.x, x)} an increment took `), ...joined(parts), plain(' as without a lock.')]];
}

/** "18 to 22". */
function timesRange({ low, high }: Summary): string {
  const [from, to] = [formatSignificant(low, 2), formatSignificant(high, 2)];
  return from === to ? to : `${from} to ${to}`;
}
