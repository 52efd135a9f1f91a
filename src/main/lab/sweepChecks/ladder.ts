/** The check `ladder` of cache-latency: latency rises with the set, and memory is far slower than the nearest cache. */
import { lastLevelBytes, reportedCaches } from '../../../shared/runs/cacheLevels.ts';
import { risingFit } from '../../../shared/statistics/isotonic.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatRatio } from '../../../shared/units/format.ts';
import { formatSignificant } from '../../../shared/units/number.ts';
import type { Bytes, Ratio, Seconds } from '../../../shared/units/quantity.ts';
import type { SweepCheck } from '../sweepChecks.ts';

/** How far a point may lie from the nearest rising curve. */
const mostApart: Ratio = 0.05;
/** Memory takes more than so many times the nearest cache. */
const memoryTimes = 10;
/** Fewer points are no curve. */
const fewest = 3;

interface Step {
  bytes: Bytes;
  latency: Seconds;
}

/** Of links at random alone: in sequence the prefetchers hide most of the ladder. */
export const ladder: SweepCheck = {
  id: 'ladder',
  judge: ({ params, points }, environment) => {
    const curve = points.flatMap((point): Step[] => {
      const latency = point.metrics['loadLatency']?.median;
      return latency === undefined ? [] : [{ bytes: Number(point.params['workingSet']), latency }];
    });
    const [first, last] = [curve[0], curve.at(-1)];
    if (params['order'] !== 'random' || curve.length < fewest || first === undefined || last === undefined) return null;
    const { apart, bytes } = farthest(curve);
    const times = last.latency / first.latency;
    const lastLevel = lastLevelBytes(environment.caches) ?? Infinity;
    const nearest = reportedCaches(environment)[0]?.bytes ?? 0;
    // By twice the last level, so that little of the set still hits.
    const isReached = first.bytes <= nearest && last.bytes >= 2 * lastLevel;
    const memory = isReached
      ? `; a load from ${formatBytes(last.bytes)} takes ${formatSignificant(times)} times as long as from ${formatBytes(first.bytes)}`
      : '';
    return {
      holds: apart <= mostApart && (!isReached || times > memoryTimes),
      detail: `at most ${formatRatio(apart)} from a rising curve, at ${formatBytes(bytes)}${memory}`,
    };
  },
};

/** As logarithms, so that each point counts by its ratio to the curve. */
function farthest(curve: readonly Step[]): { apart: Ratio; bytes: Bytes } {
  const logarithms = curve.map(({ latency }) => Math.log(latency));
  const fit = risingFit(logarithms);
  const distances = logarithms.map((value, i) => Math.expm1(Math.abs(value - (fit[i] ?? NaN))));
  const apart = Math.max(...distances);
  return { apart, bytes: curve[distances.indexOf(apart)]?.bytes ?? NaN };
}
