/** From the counters before and after the counted stretch to what a repeat of lock contention measured. */
import { lockKinds } from '../../../../shared/lab/lockKinds.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { jain } from '../../../../shared/statistics/jain.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { ThreadResults } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import type { ContentionPoint } from './lock-contention.ts';
import type { RepeatOf } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, medianSection, overlapOf, spentIn, threadCountsOf } from './stretch.ts';
import type { TimedStretch } from './threadRepeat.ts';

export function concludeRepeat(
  repeat: RepeatOf<ContentionPoint>,
  stretch: TimedStretch,
  { threads: done, free }: ThreadResults,
): MeasuredRepeat {
  const { point } = repeat;
  const { counters } = repeat.engine;
  const { before, after } = stretch;
  const elapsed = after.at - before.at;
  const threadCounts = threadCountsOf(stretch);
  const contended = total(after.contended) - total(before.contended);
  const spent = (of: Parameters<typeof spentIn>[1]) => finiteOrNull(spentIn(stretch, of) / elapsed);
  const overlap = overlapOf(stretch, done);
  const bypass = closeHistogram(counters.histogram('bypass', point.threads, 'count', 1));
  const achieved = {
    criticalSection: medianSection(done),
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
      switchesPerSecond: spent('switches'),
      runQueueDelay: spent('runQueueDelay'),
      cpuUse: spent('cpuTime'),
    },
    perThread: { threadCounts },
    histograms: {
      bypass,
      acquireLatency: closeHistogram(counters.histogram('latency', point.threads, 'seconds', 1e-9)),
    },
    achieved,
    checks: checkAll(repeat, free, throughput * achieved.criticalSection),
    readings: {
      overlap,
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads: point.threads,
    },
  };
}

/** The answers of every check that applies to this lock, in words with their figures. */
function checkAll(
  { engine: { counters }, point }: RepeatOf<ContentionPoint>,
  free: boolean,
  busy: number,
): CheckAnswer[] {
  const guarded = counters.guardedCount();
  const acquisitions = total(counters.turns(point.threads));
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
