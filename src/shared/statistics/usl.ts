/**
 * The Universal Scalability Law: X(N) = gain N / (1 + contention (N - 1) + coherency N (N - 1)). N. Gunther, CMG
 * Conference 1993; Guerrilla Capacity Planning, Springer 2007, chapter 4.
 */
import type { PointParameters } from '../runs/record.ts';
import { fitScalingLaw, type ScalingFit, type ScalingLaw, type ScalingPoint } from './scalingFit.ts';

const law: ScalingLaw = {
  kind: 'usl',
  name: 'the Universal Scalability Law',
  // N/X = (1 + contention (N - 1) + coherency N (N - 1)) / gain
  columns: (threads) => [1, threads - 1, threads * (threads - 1)],
  values: ([alone = NaN, waiting = NaN, exchanging = NaN]) =>
    alone > 0
      ? {
          linearGain: 1 / alone,
          contention: waiting / alone,
          coherency: exchanging / alone,
          peak: peak(alone, waiting, exchanging),
        }
      : null,
};

/** sqrt((1 - contention) / coherency), and not below 1: where more threads only cost, one is best. Infinite without coherency. */
function peak(alone: number, waiting: number, exchanging: number): number {
  if (waiting >= alone) return 1;
  return Math.max(1, Math.sqrt((alone - waiting) / exchanging));
}

/**
 * Fits the law to at least 6 points (`fitScalingLaw` says how, and when it refuses). Values, with `…Low` and `…High`:
 * - `linearGain`, throughput of one thread;
 * - `contention` (sigma), `coherency` (kappa): >= 0; where the best fit would have one below, it is 0 and the rest is fitted
 *   anew. A contention above 1 is a lock whose handover costs more than the whole turn of a lone thread;
 * - `peak`, threads at the highest throughput; absent where the curve has none.
 * `params` says which points these are: the record's parameters that they share.
 */
export function fitUsl(points: readonly ScalingPoint[], params: PointParameters = {}, seed = 1): ScalingFit {
  return fitScalingLaw(law, points, params, seed);
}

/** The curve: throughput of `threads` threads, in the unit of the gain. */
export function uslThroughput(
  { linearGain, contention, coherency }: { linearGain: number; contention: number; coherency: number },
  threads: number,
): number {
  return (linearGain * threads) / (1 + contention * (threads - 1) + coherency * threads * (threads - 1));
}
