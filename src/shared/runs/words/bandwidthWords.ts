/** How much the threads move, how that changes with their number, and what the latency beside it makes of the figure. */
import { median } from '../../statistics/quantile.ts';
import { formatBytes } from '../../units/bytes.ts';
import { formatSeconds } from '../../units/duration.ts';
import { formatValue } from '../../units/format.ts';
import { formatCount } from '../../units/number.ts';
import { lastLevelBytes, untoldLevels } from '../cacheLevels.ts';
import type { Point } from '../record.ts';
import { changeWords } from './changeWords.ts';
import {
  doubt,
  extremes,
  figure,
  level,
  plain,
  rangeOf,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** A set of so many times the last-level cache is hardly held by it: the rule of STREAM. */
const enoughTimes = 4;

export function bandwidthWords(told: Told): Sentence[] {
  const changes = told.axes.x.values.length > 1 ? changeWords(told) : [];
  return [...mostWords(told), ...changes, ...flightWords(told), ...cacheDoubt(told)];
}

/** "At 2 threads read moves 21 GiB/s (range of 5 repeats 20.8 to 21.4 GiB/s) and copy 16 GiB/s (...)." */
function mostWords({ axes, lines }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const levels = lines.flatMap(({ name, points }) => {
    const point = points.find(({ x: own, hollow }) => own === x && hollow === null);
    return point === undefined ? [] : [{ name, summary: point.summary }];
  });
  const parts = extremes(levels, ({ summary }) => summary.median).map(({ name, summary }, i): Span[] => [
    figure(`${name} ${i === 0 ? 'moves ' : ''}${formatValue(summary.median, 'bytesPerSecond')}`),
    rangeOf(summary, 'bytesPerSecond', i === 0),
  ]);
  return sentenceOf(`At ${level(axes.x, x)} `, parts);
}

/** "Loads that wait for each other take 124 ns in as large a set, so a thread has 18 to 25 lines under way at once." */
function flightWords({ panel }: Told): Sentence[] {
  const judged = panel.points.filter(({ noisy, oversubscribed }) => !noisy && !oversubscribed);
  const values = (name: string) => judged.flatMap(({ metrics }: Point) => metrics[name]?.median ?? []);
  const lines = values('linesInFlight');
  if (lines.length === 0) return [];
  const [least, most] = [Math.round(Math.min(...lines)), Math.round(Math.max(...lines))];
  const range = least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
  return [
    [
      plain('Loads that wait for each other take '),
      figure(formatSeconds(median(values('loadLatency')))),
      plain(' in as large a set, so a thread has '),
      figure(`${range} ${most === 1 ? 'line' : 'lines'}`),
      plain(' under way at once.'),
    ],
  ];
}

function cacheDoubt({ record }: Told): Sentence[] {
  const { caches } = record.environment;
  const last = lastLevelBytes(caches);
  const smallest = Math.min(...record.points.map(({ params }) => Number(params['workingSet'])));
  if (last !== null && smallest >= enoughTimes * last) return [];
  const untold = untoldLevels(caches).at(-1);
  const why =
    last !== null
      ? `the machine reports ${formatBytes(last)} at the last level`
      : `the machine does not tell the size of ${untold === undefined ? 'its caches' : `its L${untold}`}`;
  return [[doubt(`A set of ${formatBytes(smallest)} may stay in the caches`), plain(`: ${why}.`)]];
}
