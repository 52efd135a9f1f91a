/** From the times of pairs to what a repeat of core-to-core measured. */
import { median } from '../../../../shared/statistics/quantile.ts';
import { formatSeconds } from '../../../../shared/units/duration.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import { finiteOrNull } from './stretch.ts';

/** Two threads by their numbers, the smaller first. */
export interface Pair {
  first: number;
  second: number;
}

export interface PairTime extends Pair {
  /** Half of a round trip. */
  latency: Seconds;
}

export interface PairsMeasured {
  /** Of the threads, in the order of the matrix. */
  cpus: readonly number[];
  timed: readonly PairTime[];
  /** A load from the nearest cache. */
  load: Seconds;
  /** Pings and pongs that did not follow the one before. */
  mistakes: number;
  /** Pings and pongs of each thread. */
  turns: readonly number[];
  /** Pings of all pairs, warm-up included. */
  wanted: number;
}

/** Every pair, or `most` of them at even distances. */
export function pairsOf(threads: number, most: number): Pair[] {
  const all: Pair[] = [];
  for (let first = 0; first < threads; first += 1)
    for (let second = first + 1; second < threads; second += 1) all.push({ first, second });
  const share = Math.min(1, most / all.length);
  return all.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
}

export function concludePairs(measured: PairsMeasured): Omit<MeasuredRepeat, 'readings'> {
  const { cpus, timed, load } = measured;
  const labels = cpus.map(String);
  const values = labels.map((): (Seconds | null)[] => labels.map(() => null));
  for (const { first, second, latency } of timed) {
    values[first]?.splice(second, 1, finiteOrNull(latency));
    values[second]?.splice(first, 1, finiteOrNull(latency));
  }
  const latencies = timed.map(({ latency }) => latency);
  return {
    metrics: { medianLatency: finiteOrNull(median(latencies)), cacheLatency: finiteOrNull(load) },
    perThread: {},
    histograms: {},
    matrices: { latency: { rows: { title: 'from CPU', labels }, columns: { title: 'to CPU', labels }, values } },
    achieved: {},
    checks: checkAll(measured, latencies),
  };
}

function checkAll({ mistakes, turns, wanted, load }: PairsMeasured, latencies: readonly Seconds[]): CheckAnswer[] {
  const least = Math.min(...latencies);
  const made = total(turns);
  const answers: CheckAnswer[] = [
    {
      id: 'pingIsPong',
      holds: mistakes === 0 && made === 2 * wanted,
      detail: `${formatCount(made)} pings and pongs of ${formatCount(2 * wanted)}, of which ${formatCount(mistakes)} did not follow the one before`,
    },
    { id: 'positive', holds: least > 0, detail: `the least latency is ${formatSeconds(least)}` },
  ];
  // Without a latency there is nothing to be above.
  if (least > 0 && load > 0)
    answers.push({
      id: 'aboveL1',
      holds: least > load,
      detail: `the least latency is ${formatSeconds(least)}, a load from L1 takes ${formatSeconds(load)}`,
    });
  return answers;
}
