/** Levels of a curve of latency over working sets: what a load takes in each cache, and how far each reaches. Found in the curve alone. */
import { changePoints } from '../statistics/changePoints.ts';
import { median } from '../statistics/quantile.ts';
import type { Bytes, Seconds } from '../units/quantity.ts';
import type { Environment, Summary } from './record.ts';

export interface CacheLevel {
  /** The smallest and the largest set on it. */
  from: Bytes;
  to: Bytes;
  /** Median of its points, and the range of all their intervals. */
  latency: Seconds;
  low: Seconds;
  high: Seconds;
}

/** Latencies of one level, as logarithms, differ by no more than so much: what noise and a shared cache make of them. */
const spread = 0.15;
/** Levels that differ by less are one that leans. */
const leastStep = 1.5;

/**
 * `points`: sets ascending. A level is at least two of them that a partition of the logarithms leaves together; single ones
 * between two levels are the blur of a step. Ascending; fewer than two levels tell of no step.
 */
export function cacheLevels(
  points: readonly { x: Bytes; summary: Pick<Summary, 'median' | 'low' | 'high'> }[],
): CacheLevel[] {
  const starts = changePoints(
    points.map(({ summary }) => Math.log(summary.median)),
    spread,
  );
  const stretches = starts.map((start, i) => points.slice(start, starts[i + 1])).filter(({ length }) => length >= 2);
  const levels: (typeof points)[] = [];
  for (const stretch of stretches) {
    const before = levels.at(-1);
    if (before === undefined || latencyOf(stretch) >= leastStep * latencyOf(before)) levels.push(stretch);
    else levels.splice(-1, 1, [...before, ...stretch]);
  }
  return levels.flatMap((level) => {
    const [first, last] = [level[0], level.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      {
        from: first.x,
        to: last.x,
        latency: latencyOf(level),
        low: Math.min(...level.map(({ summary }) => summary.low)),
        high: Math.max(...level.map(({ summary }) => summary.high)),
      },
    ];
  });
}

function latencyOf(points: readonly { summary: Pick<Summary, 'median'> }[]): Seconds {
  return median(points.map(({ summary }) => summary.median));
}

/** A cache for data as the machine reports it: level and bytes. */
export interface ReportedCache {
  level: number;
  bytes: Bytes;
}

/** One a level, ascending; of cores of different kinds the largest. Empty where the machine tells of none. */
export function reportedCaches({ caches }: Pick<Environment, 'caches'>): ReportedCache[] {
  const sizes = new Map<number, Bytes>();
  for (const { level, type, sizeBytes } of caches)
    if (type !== 'instruction' && sizeBytes !== null) sizes.set(level, Math.max(sizeBytes, sizes.get(level) ?? 0));
  return [...sizes].map(([level, bytes]) => ({ level, bytes })).toSorted((a, b) => a.level - b.level);
}

/** Bytes of the cache for data that is nearest to memory; null where the machine names one there without its size, or tells of none. */
export function lastLevelBytes(caches: Environment['caches']): Bytes | null {
  const last = untoldLevels(caches).at(-1) ?? 0;
  const told = reportedCaches({ caches }).at(-1);
  return told === undefined || told.level < last ? null : told.bytes;
}

/** Levels of caches for data that the machine names without a size, ascending. */
export function untoldLevels(caches: Environment['caches']): number[] {
  const told = reportedCaches({ caches });
  const named = caches.flatMap(({ level, type }) => (type === 'instruction' ? [] : [level]));
  return [...new Set(named)].filter((level) => told.every((cache) => cache.level !== level)).toSorted((a, b) => a - b);
}

/** Whether a step between two levels agrees with a size: it lies between the last set below the step and the first above, or within twice of either. */
export function isAtStep(bytes: Bytes, levels: readonly CacheLevel[]): boolean {
  return levels.some((level, i) => {
    const next = levels[i + 1];
    return next !== undefined && bytes >= level.to / 2 && bytes <= next.from * 2;
  });
}
