/** Lock contention: threads take one lock again and again for a fixed time. `oversubscription` is the same with more threads. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { lockNames } from '../../../../shared/lab/lockKinds.ts';
import { countingCost, type EngineOpeners } from '../engines/threadEngine.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import { concludeRepeat } from './contentionResult.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { finish, lineUp, runForTime, startSampling, type ThreadRepeat } from './threadRepeat.ts';

const contentionPoint = z.object({
  engine: z.enum(engineNames),
  lock: z.enum(lockNames),
  /** On Python alone. */
  interpreter: z.string().optional(),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  criticalSection: z.number().min(0),
  thinkTime: z.number().min(0),
  duration: z.number().positive(),
});
export type ContentionPoint = z.output<typeof contentionPoint>;

/** `openers`: by engine; a test may hand in one with broken locks. */
export function openLockContention(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => contentionPoint.parse(params),
    kindOf: ({ lock }) => lock,
    measure: measureContention,
    costsOf: (engine) => ({
      clockReading: engine.clockReading,
      sampledAcquisition: 2 * engine.clockReading,
      ...countingCost(engine, 'countedAcquisition'),
    }),
  });
}

async function measureContention(repeat: RepeatOf<ContentionPoint>): Promise<MeasuredRepeat> {
  const { point, seed } = repeat;
  const { lock, threads, criticalSection, thinkTime } = point;
  const m: ThreadRepeat = {
    ...repeat,
    job: { kind: lock, threads, criticalSection, thinkTime, count: 0, perCall: 256, threshold: 1, seed },
    name: lock,
    what: `lock ${lock}`,
    live: ({ turns, contended }) => ({ acquisitions: turns, contended }),
  };
  await lineUp(m);
  const stretch = await runForTime(m, point.duration, startSampling(m));
  return concludeRepeat(repeat, stretch, await finish(m));
}
