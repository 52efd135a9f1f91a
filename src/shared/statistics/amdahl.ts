/**
 * Amdahl's law as a throughput: X(N) = rate N / (1 + serial (N - 1)), work of which a fraction is done by one thread at a time.
 * G. Amdahl, AFIPS Spring Joint Computer Conference, 1967.
 */
import type { PointParameters } from '../runs/record.ts';
import { fitScalingLaw, type ScalingFit, type ScalingLaw, type ScalingPoint } from './scalingFit.ts';

const law: ScalingLaw = {
  kind: 'amdahl',
  name: "Amdahl's law",
  // N/X = parallel time + N x serial time, of one unit of work: that neither is negative keeps the fraction within 0 to 1.
  columns: (threads) => [1, threads],
  values: ([parallel = NaN, serial = NaN]) => ({
    singleThreadRate: 1 / (parallel + serial),
    serialFraction: serial / (parallel + serial),
  }),
};

/**
 * Fits the law to at least 5 points (`fitScalingLaw` says how, and when it refuses). Values, with `…Low` and `…High`:
 * `singleThreadRate`, throughput of one thread, and `serialFraction`, 0 to 1.
 * `params` says which points these are: the record's parameters that they share.
 */
export function fitAmdahl(points: readonly ScalingPoint[], params: PointParameters = {}, seed = 1): ScalingFit {
  return fitScalingLaw(law, points, params, seed);
}

/** The curve: throughput of `threads` threads, in the unit of the rate. */
export function amdahlThroughput(
  { singleThreadRate, serialFraction }: { singleThreadRate: number; serialFraction: number },
  threads: number,
): number {
  return (singleThreadRate * threads) / (1 + serialFraction * (threads - 1));
}
