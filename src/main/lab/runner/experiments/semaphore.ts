/** Semaphore: threads go in and out of a place for so many at once; before that, a rendezvous inside of as many as may be there. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { countingCost, type EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull, medianSection, spentIn } from './stretch.ts';

const semaphorePoint = z.object({
  engine: z.enum(engineNames),
  kind: z.enum(['counting', 'bounded']),
  permits: z.int().min(1),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  criticalSection: z.number().min(0),
  duration: z.number().positive(),
  /** On Python alone. */
  interpreter: z.string().optional(),
});
type SemaphorePoint = z.output<typeof semaphorePoint>;

export const semaphoreKind = 'semaphore';

/** `openers`: by engine; a test may hand in one with a broken semaphore. */
export function openSemaphore(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => semaphorePoint.parse(params),
    kindOf,
    measure: measureSemaphore,
    costsOf: (engine) => ({
      clockReading: engine.clockReading,
      sampledAcquisition: 2 * engine.clockReading,
      ...countingCost(engine, 'countedEntry'),
    }),
  });
}

function kindOf({ engine, kind }: SemaphorePoint): string {
  return engine === 'python' ? kind : semaphoreKind;
}

async function measureSemaphore(repeat: RepeatOf<SemaphorePoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { permits, threads, criticalSection } = point;
  const { counters } = engine;
  const met = () => counters.ofThreads(threads, layout.MET_INSIDE);
  const { stretch, elapsed, threadCounts, done, free, readings } = await measureSignal(repeat, {
    kind: kindOf(point),
    perCall: 64,
    settings: [permits, threads],
    criticalSection,
    name: semaphoreKind,
    live: ({ turns, contended }) => ({ acquisitions: turns, contended }),
    ready: () => met().every((count) => count > 0),
  });
  const maxInside = Math.max(...counters.ofThreads(threads, layout.MOST_INSIDE));
  return {
    metrics: {
      throughput: total(threadCounts) / elapsed,
      maxInside,
      meanInside: finiteOrNull(total(counters.ofThreads(threads, layout.SUM_INSIDE)) / total(counters.turns(threads))),
      contendedShare: finiteOrNull(
        (total(stretch.after.contended) - total(stretch.before.contended)) / total(threadCounts),
      ),
      switchesPerSecond: finiteOrNull(spentIn(stretch, 'switches') / elapsed),
    },
    perThread: { threadCounts },
    histograms: { acquireLatency: closeHistogram(counters.histogram('latency', threads, 'seconds', 1e-9)) },
    achieved: { criticalSection: medianSection(done) },
    checks: [...checkPermits(point, maxInside, Math.min(...met()), free), ...checkBound(repeat)],
    readings,
  };
}

/** `met`: the fewest threads inside together that one in the rendezvous has seen when it went on. */
function checkPermits(
  { permits, threads }: SemaphorePoint,
  maxInside: number,
  met: number,
  free: boolean,
): CheckAnswer[] {
  const all = Math.min(permits, threads);
  const left = free ? '' : '; not every permit was given back';
  return [
    {
      id: 'withinPermits',
      holds: maxInside <= permits && free,
      detail: `at most ${maxInside} inside of ${permits} permitted${left}`,
    },
    { id: 'permitsReached', holds: met >= all, detail: `${Math.min(met, all)} of ${all} met inside` },
  ];
}

function checkBound({ point: { kind, permits }, engine: { counters } }: RepeatOf<SemaphorePoint>): CheckAnswer[] {
  if (kind !== 'bounded') return [];
  const refused = counters.ofThread(0, layout.OVER_REFUSED) === 1;
  const detail = `one release more than its ${permits} was ${refused ? 'refused' : 'accepted'}`;
  return [{ id: 'boundedRefuses', holds: refused, detail }];
}
