/** From the counters before and after the counted stretch to what a repeat of lock contention measured. */
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { jain } from '../../../../shared/statistics/jain.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { ThreadResults } from '../engines/threadEngine.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import { contentionChecks } from './contentionChecks.ts';
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
    checks: contentionChecks(point, {
      guarded: counters.guardedCount(),
      acquisitions: total(counters.turns(point.threads)),
      violations: counters.violations(point.threads),
      bypass,
      free,
      throughput,
      criticalSection: achieved.criticalSection,
    }),
    readings: {
      overlap,
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads: point.threads,
    },
  };
}
