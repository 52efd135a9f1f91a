/** False sharing: threads count for a fixed time, each on a counter of its own; then every counter is held against what its thread made. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import { plainJob, type EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, overlapOf, threadCountsOf } from './stretch.ts';
import { finish, lineUp, runForTime, type ThreadRepeat } from './threadRepeat.ts';

const falseSharingPoint = z.object({
  engine: z.enum(engineNames),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  stride: z.int().min(4).max(512),
  duration: z.number().positive(),
});
type FalseSharingPoint = z.output<typeof falseSharingPoint>;

/** The loop's name in the engines. */
export const falseSharingKind = 'falseSharing';

/** `openers`: by engine; a test may hand in one that counts wrongly. */
export function openFalseSharing(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => falseSharingPoint.parse(params),
    kindOf: () => falseSharingKind,
    measure: measureFalseSharing,
    costsOf: () => ({}),
    alsoUnpinned: true,
  });
}

async function measureFalseSharing(repeat: RepeatOf<FalseSharingPoint>): Promise<MeasuredRepeat> {
  const { point, engine, seed } = repeat;
  const { threads, stride, duration } = point;
  const m: ThreadRepeat = {
    ...repeat,
    job: plainJob({
      kind: falseSharingKind,
      threads,
      perCall: 4096,
      settings: [stride],
      seed,
    }),
    name: 'counter',
    what: `counters ${stride} B apart`,
    live: ({ turns }) => ({ additions: turns }),
  };
  await lineUp(m);
  const stretch = await runForTime(m, duration);
  const { threads: done } = await finish(m);
  const threadCounts = threadCountsOf(stretch);
  return {
    metrics: { throughput: total(threadCounts) / (stretch.after.at - stretch.before.at) },
    perThread: { threadCounts },
    histograms: {},
    achieved: {},
    checks: [countsAgree(engine.counters.turns(threads), engine.counters.countersApart(threads, stride))],
    readings: {
      overlap: overlapOf(stretch, done),
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads,
    },
  };
}

/** `shown`: by counters of 4 bytes, which begin again at 2^32. */
function countsAgree(made: readonly number[], shown: readonly number[]): CheckAnswer {
  const apart = made.findIndex((count, thread) => count % 2 ** 32 !== shown[thread]);
  const [first = 0] = made;
  const detail =
    apart < 0
      ? `${made.length} counters, the first shows ${formatCount(first)} additions modulo 2^32`
      : `the counter of thread ${apart + 1} shows ${shown[apart]} of ${made[apart]} additions modulo 2^32`;
  return { id: 'countsAgree', holds: apart < 0, detail };
}
