/** Cache latency: one thread follows the links of a working set, each load needing the one before, for a fixed time. */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import type { EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { chase, chaseKind, type Chased } from './chase.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, overlapOf } from './stretch.ts';

const latencyPoint = z.object({
  engine: z.enum(engineNames),
  workingSet: z.int().positive(),
  stride: z.int().multipleOf(8),
  order: z.enum(['random', 'sequential']),
  /** Of a point on the engine native. */
  pages: z.enum(['small', 'huge']).optional(),
  duration: z.number().positive(),
});
type LatencyPoint = z.output<typeof latencyPoint> & { threads: 1 };

/** `openers`: by engine; a test may hand in one that links wrongly. */
export function openCacheLatency(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params): LatencyPoint => ({ ...latencyPoint.parse(params), threads: 1 }),
    kindOf: () => chaseKind,
    workingSetOf: ({ workingSet }) => workingSet,
    measure: measureLatency,
    costsOf: ({ clockReading }) => ({ clockReading }),
    alsoUnpinned: true,
  });
}

async function measureLatency(repeat: RepeatOf<LatencyPoint>): Promise<MeasuredRepeat> {
  const { point, listener } = repeat;
  const { workingSet, stride, order, pages, duration } = point;
  const asked = { bytes: workingSet, stride, order, pages: pages ?? 'small', duration, walked: true };
  const chased = await chase(repeat, asked, 'load', listener);
  const { latency, stretch, done, hugeBytes } = chased;
  return {
    metrics: {
      loadLatency: finiteOrNull(latency),
      loadCycles: finiteOrNull(latency * (done[0]?.clockBefore ?? NaN)),
      ...(pages !== undefined && { hugeShare: finiteOrNull(Math.min(1, hugeBytes / workingSet)) }),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: [oneCycle(chased)],
    readings: {
      overlap: overlapOf(stretch, done),
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads: 1,
    },
  };
}

function oneCycle({ oneCycle: holds, cycleLength, elements }: Chased): CheckAnswer {
  const count = formatCount(elements);
  const detail = holds
    ? `back at the first of ${count} elements after ${count} loads`
    : `of ${count} elements the first came again after ${cycleLength > elements ? 'none of so many loads' : `${formatCount(cycleLength)} loads`}`;
  return { id: 'oneCycle', holds, detail };
}
