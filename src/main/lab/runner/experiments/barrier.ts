/** Barrier: parties work and wait for one another, phase after phase, for a fixed time; one of them may have more work. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull, medianSection, spentIn } from './stretch.ts';

const barrierPoint = z
  .object({
    engine: z.enum(engineNames),
    parties: z.int().min(1).max(layout.MAX_THREADS),
    work: z.number().min(0),
    straggler: z.number().min(0),
    duration: z.number().positive(),
    /** On Python alone. */
    interpreter: z.string().optional(),
  })
  .transform((point) => ({ ...point, threads: point.parties }));
type BarrierPoint = z.output<typeof barrierPoint>;

export const barrierKind = 'barrier';

/** `openers`: by engine; a test may hand in one with a broken barrier. */
export function openBarrier(order: Pick<RunOrder, 'points' | 'pins'>, openers: EngineOpeners): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => barrierPoint.parse(params),
    kindOf: () => barrierKind,
    measure: measureBarrier,
    costsOf: ({ clockReading }) => ({ clockReading, phase: 2 * clockReading }),
  });
}

async function measureBarrier(repeat: RepeatOf<BarrierPoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { parties, work, straggler } = point;
  const { counters } = engine;
  const { stretch, elapsed, threadCounts, done, readings } = await measureSignal(repeat, {
    kind: barrierKind,
    perCall: 64,
    settings: [Math.round(straggler * 1024), parties],
    criticalSection: work,
    name: barrierKind,
    live: ({ turns }) => ({ phases: turns }),
  });
  const phases = total(threadCounts) / parties;
  const waited = counters.ofThreads(parties, layout.WAIT_TIME);
  const spent = counters.ofThreads(parties, layout.PHASE_TIME);
  return {
    metrics: {
      phasesPerSecond: phases / elapsed,
      waitShare: finiteOrNull(total(waited) / total(spent)),
      switches: finiteOrNull(spentIn(stretch, 'switches') / phases),
    },
    // A party that has ended no phase has no share.
    perThread: spent.includes(0) ? {} : { threadWaits: waited.map((wait, i) => wait / (spent[i] ?? NaN)) },
    histograms: {},
    achieved: { work: medianSection(done) },
    checks: [checkPhases(repeat)],
    readings,
  };
}

function checkPhases({ point: { parties }, engine: { counters } }: RepeatOf<BarrierPoint>): CheckAnswer {
  const apart = counters.violations(parties);
  const looks = total(counters.turns(parties));
  return {
    id: 'onePhase',
    holds: apart === 0,
    detail: `another party in a wrong phase ${apart} times in ${looks} looks`,
  };
}
