/** From the counters before and after the counted stretch to what a repeat of lock contention measured. */
import { lockKinds } from '../../../../shared/lab/lockKinds.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { jain } from '../../../../shared/statistics/jain.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { ContentionResults, ThreadDone } from '../engines/contentionEngine.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import type { ThreadTimes } from '../threadIdentity.ts';
import type { Measurement } from './contentionRepeat.ts';

/** All counters at one moment. */
export interface Observation {
  at: Seconds;
  acquisitions: number[];
  contended: number[];
  times: ThreadTimes[];
}

/** `drift`: by how much the rate still changed when the warm-up ended. */
export function concludeRepeat(
  m: Measurement,
  before: Observation,
  after: Observation,
  { threads: done, free }: ContentionResults,
  drift: number,
): MeasuredRepeat {
  const { point } = m;
  const { counters } = m.engine;
  const elapsed = after.at - before.at;
  const threadCounts = after.acquisitions.map((count, i) => count - (before.acquisitions[i] ?? NaN));
  const contended = total(after.contended) - total(before.contended);
  const spent = (of: keyof ThreadTimes) =>
    sumOrNull(after.times.map((t) => t[of])) - sumOrNull(before.times.map((t) => t[of]));
  const perSecond = (amount: number) => finiteOrNull(amount / elapsed);
  const overlap = overlapOf(before.at, after.at, done);
  const bypass = closeHistogram(counters.histogram('bypass', point.threads, 'count', 1));
  const achieved = {
    criticalSection: quantile(
      done.map((d) => d.criticalSection),
      0.5,
    ),
    thinkTime: quantile(
      done.map((d) => d.thinkTime),
      0.5,
    ),
  };
  const throughput = total(threadCounts) / elapsed;
  return {
    metrics: {
      throughput,
      fairness: finiteOrNull(jain(threadCounts)),
      contendedShare: finiteOrNull(contended / total(threadCounts)),
      overlap,
      switchesPerSecond: perSecond(spent('switches')),
      runQueueDelay: perSecond(spent('runQueueDelay')),
      cpuUse: perSecond(spent('cpuTime')),
    },
    perThread: { threadCounts },
    histograms: {
      bypass,
      acquireLatency: closeHistogram(counters.histogram('latency', point.threads, 'seconds', 1e-9)),
    },
    achieved,
    checks: checkAll(m, free, throughput * achieved.criticalSection),
    readings: {
      overlap,
      warmUpDrift: finiteOrNull(drift),
      clockDrift: quantile(
        done.map(({ stepBefore, stepAfter }) => Math.abs(stepAfter / stepBefore - 1)),
        0.5,
      ),
      threads: point.threads,
    },
  };
}

/** The answers of every check that applies to this lock, in words with their figures. */
function checkAll({ engine: { counters }, point }: Measurement, free: boolean, busy: number): CheckAnswer[] {
  const guarded = counters.guardedCount();
  const acquisitions = total(counters.acquisitions(point.threads));
  const violations = counters.violations(point.threads);
  const { count, max } = closeHistogram(counters.histogram('bypass', point.threads, 'count', 1));
  const answers: CheckAnswer[] = [
    {
      id: 'countsAgree',
      holds: guarded === acquisitions && free,
      detail: `${guarded} counted under the lock, ${acquisitions} acquisitions by the threads${free ? '' : '; the lock did not end free'}`,
    },
    {
      id: 'exclusive',
      holds: violations === 0,
      detail: `another thread found inside ${violations} times in ${acquisitions} acquisitions`,
    },
  ];
  if (lockKinds[point.lock].fifo) {
    answers.push({
      id: 'fifo',
      holds: max <= point.threads - 1,
      detail: `largest bypass ${max} of ${point.threads - 1} allowed, in ${count} sampled acquisitions`,
    });
  }
  answers.push({
    id: 'serialBound',
    holds: busy <= 1.05,
    detail: `the lock held ${busy.toFixed(3)} of the time by throughput × achieved section, at most 1.05`,
  });
  return answers;
}

/** Share of the counted stretch in which every thread was in its loop. */
function overlapOf(start: Seconds, end: Seconds, done: readonly ThreadDone[]): number {
  const from = Math.max(start, ...done.map(({ entered }) => entered));
  const to = Math.min(end, ...done.map(({ left }) => left));
  return Math.max(0, to - from) / (end - start);
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** NaN when one of them is not available. */
function sumOrNull(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => (value === null ? NaN : sum + value), 0);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
