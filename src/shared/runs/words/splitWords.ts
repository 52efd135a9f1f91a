/** Which split into processes and threads did most, held against the smallest. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import type { Point } from '../record.ts';
import { figure, plain, rangeOf, repeatsOf, timesRangeOf, type Sentence, type Told } from './sentence.ts';

/**
 * "2 processes of 4 threads did most: 390 /s (range of 5 repeats 380 to 395 /s), 4.1 times what 1 process of 1 thread did (3.9 to 4.3)." Of those that were
 * not disturbed.
 */
export function splitWords({ panel, metric }: Told): Sentence[] {
  const judged = panel.points.filter((point) => !point.noisy && point.metrics[metric] !== undefined);
  const rate = (point: Point) => point.metrics[metric]?.median ?? NaN;
  const best = judged.toSorted((a, b) => rate(b) - rate(a))[0];
  const least = judged.toSorted((a, b) => workersOf(a) - workersOf(b))[0];
  const most = best?.metrics[metric];
  if (best === undefined || least === undefined || most === undefined) return [];
  const lead = [
    figure(splitOf(best)),
    plain(' did most: '),
    figure(formatValue(most.median, 'perSecond')),
    rangeOf(most, 'perSecond', true),
  ];
  const times = best === least ? null : summariseRatio(repeatsOf(least, metric), repeatsOf(best, metric));
  if (times === null) return [[...lead, plain('.')]];
  return [
    [
      ...lead,
      plain(', '),
      figure(`${formatSignificant(times.median, 2)} times`),
      plain(` what ${splitOf(least)} did`),
      timesRangeOf(times, false),
      plain('.'),
    ],
  ];
}

function workersOf({ params }: Point): number {
  return Number(params['processes']) * Number(params['threads']);
}

/** "2 processes of 1 thread". */
function splitOf({ params }: Point): string {
  const [processes, threads] = [Number(params['processes']), Number(params['threads'])];
  return `${processes} ${processes === 1 ? 'process' : 'processes'} of ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
