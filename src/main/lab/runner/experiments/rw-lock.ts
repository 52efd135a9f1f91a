/** Readers and writers: threads read or write by chance for a fixed time, readers together and a writer alone. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { closeHistogram, mergeHistograms } from '../../../../shared/statistics/histogram.ts';
import type { EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull, medianSection, spentIn } from './stretch.ts';

const rwLockPoint = z.object({
  engine: z.enum(engineNames),
  preference: z.enum(['reader', 'writer']),
  readShare: z.number().min(0).max(1),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  criticalSection: z.number().min(0),
  duration: z.number().positive(),
});
type RwLockPoint = z.output<typeof rwLockPoint>;

const kinds = { reader: 'rwReader', writer: 'rwWriter' } as const;

/** `openers`: by engine; a test may hand in one with a broken lock. */
export function openRwLock(order: Pick<RunOrder, 'points' | 'pins'>, openers: EngineOpeners): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => rwLockPoint.parse(params),
    kindOf: ({ preference }) => kinds[preference],
    measure: measureRwLock,
    costsOf: ({ clockReading }) => ({ clockReading, sampledAcquisition: 2 * clockReading }),
  });
}

async function measureRwLock(repeat: RepeatOf<RwLockPoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { preference, readShare, threads, criticalSection } = point;
  const { counters } = engine;
  const { stretch, elapsed, threadCounts, done, free, readings } = await measureSignal(repeat, {
    kind: kinds[preference],
    perCall: 64,
    settings: [Math.round(readShare * 65536)],
    criticalSection,
    name: `rw-${preference}`,
    // What other loops count as contended are here those that wrote.
    live: ({ turns, contended: writes }) => ({ reads: turns.map((all, i) => all - (writes[i] ?? NaN)), writes }),
  });
  const writes = total(stretch.after.contended) - total(stretch.before.contended);
  const readLatency = closeHistogram(counters.histogram('latency', threads, 'seconds', 1e-9));
  const writeLatency = closeHistogram(counters.histogram('bypass', threads, 'seconds', 1e-9));
  return {
    metrics: {
      throughput: total(threadCounts) / elapsed,
      readThroughput: (total(threadCounts) - writes) / elapsed,
      writeThroughput: writes / elapsed,
      switchesPerSecond: finiteOrNull(spentIn(stretch, 'switches') / elapsed),
    },
    perThread: { threadCounts },
    histograms: {
      acquireLatency: mergeHistograms([readLatency, writeLatency], 'seconds'),
      readLatency,
      writeLatency,
    },
    achieved: { criticalSection: medianSection(done) },
    checks: [checkAlone(repeat, free)],
    readings,
  };
}

function checkAlone({ point: { threads }, engine: { counters } }: RepeatOf<RwLockPoint>, free: boolean): CheckAnswer {
  const writes = total(counters.contended(threads));
  const beside = counters.violations(threads);
  const lost = writes - counters.guardedCount();
  const left = free ? '' : '; the lock did not end free';
  return {
    id: 'noWriterBeside',
    holds: beside === 0 && lost === 0 && free,
    detail: `a writer seen beside another ${beside} times in ${total(counters.turns(threads))} turns, ${lost} of ${writes} writes lost${left}`,
  };
}
