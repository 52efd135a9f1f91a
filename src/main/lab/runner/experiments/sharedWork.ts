/** gil-scaling on the engines whose threads the runner steps: one thread alone, then as many as are asked, in one repeat. */
import * as layout from '../../../../kernels/layout.ts';
import { plainJob, type EngineOpeners } from '../engines/threadEngine.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';
import { mostAlone, type Crew, type GilScalingAnswer, type SharedWork } from './gilScalingAnswer.ts';
import { actorsOf, gilScalingPoint, type GilScalingPoint } from './gilScalingPoint.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { threadCountsOf } from './stretch.ts';
import { finish, lineUp, runForTime, type ThreadRepeat } from './threadRepeat.ts';

export const unitWorkKind = 'unitWork';
/** Of the settings of the loop. */
const bodySettings = { arithmetic: layout.BODY_ARITHMETIC, strings: layout.BODY_STRINGS, gilReleasing: NaN };

type SharedWorkPoint = GilScalingPoint & { threads: number };

/** The baseline is measured in the same repeat and shown to nobody: its threads are those of the run. */
const unheard: RepeatListener = { started: () => undefined, sample: () => undefined };

export function openSharedWork(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
  conclude: (point: GilScalingPoint, answer: GilScalingAnswer) => MeasuredRepeat,
): Promise<OpenExperiment> {
  return openOnEngines<SharedWorkPoint>(order, openers, {
    parse(params) {
      const point = gilScalingPoint.parse(params);
      return { ...point, threads: actorsOf(point) };
    },
    kindOf: () => unitWorkKind,
    async measure(repeat) {
      const { threads, workers, duration } = repeat.point;
      const alone = await work({ ...repeat, listener: unheard }, 1, 1, Math.min(duration, mostAlone));
      const together = await work(repeat, threads, workers, duration);
      return conclude(repeat.point, { alone, together });
    },
    costsOf: () => ({}),
  });
}

/** So many threads with so many shares of the work. */
async function work(
  repeat: RepeatOf<SharedWorkPoint>,
  threads: number,
  shares: number,
  duration: number,
): Promise<Crew<SharedWork>> {
  const { point, engine, tids, seed } = repeat;
  const m: ThreadRepeat = {
    ...repeat,
    tids: tids.slice(0, threads),
    job: plainJob({
      kind: unitWorkKind,
      threads,
      perCall: 8,
      settings: [shares, bodySettings[point.body], threads],
      seed,
    }),
    name: point.mode,
    what: `units of ${point.body}`,
    live: ({ turns }) => ({ units: turns }),
  };
  await lineUp(m);
  const { before, after } = await runForTime(m, duration);
  const { threads: done } = await finish(m);
  const counted = threadCountsOf({ before, after });
  const turns = engine.counters.turns(threads);
  const checksums = engine.counters.ofThreads(threads, layout.WORK_SUM);
  return {
    begin: before.at,
    end: after.at,
    workers: done.map(({ entered }, i) => ({
      entered,
      first: before.at,
      last: after.at,
      turns: turns[i] ?? NaN,
      counted: counted[i] ?? NaN,
      cpu: difference(after.times[i]?.cpuTime, before.times[i]?.cpuTime),
      checksum: checksums[i] ?? NaN,
    })),
  };
}

/** null where one of them is not told. */
function difference(after: number | null = null, before: number | null = null): number | null {
  return after === null || before === null ? null : after - before;
}
