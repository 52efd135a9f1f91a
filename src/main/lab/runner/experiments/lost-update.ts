/** Lost update: threads make a fixed count of increments of one counter, guarded or not; what does it show in the end? */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { lostUpdate } from '../../../../shared/lab/catalogue/lost-update.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { lockNames } from '../../../../shared/lab/lockKinds.ts';
import { counterKind } from '../engines/counterKind.ts';
import { countingCost, type EngineOpeners, type ThreadDone } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, spentIn, threadCountsOf, together } from './stretch.ts';
import { finish, lineUp, runForCount, type ThreadRepeat } from './threadRepeat.ts';

const lostUpdatePoint = z.object({
  engine: z.enum(engineNames),
  lock: z.enum(['none', 'atomic', ...lockNames]),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  increments: z.int().min(1),
  /** On Python alone. */
  interpreter: z.string().optional(),
  body: z.enum(['bare', 'call']).optional(),
  target: z.enum(['object', 'cMemory']).optional(),
});
type LostUpdatePoint = z.output<typeof lostUpdatePoint>;

/** `openers`: by engine; a test may hand in one with broken locks. */
export function openLostUpdate(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => lostUpdatePoint.parse(params),
    kindOf,
    measure: measureLostUpdate,
    costsOf: (engine) => countingCost(engine, 'countedIncrement'),
  });
}

function kindOf({ engine, lock }: LostUpdatePoint): string {
  if (engine === 'python') return lock;
  return counterKind(lock === 'none' ? 'plain' : lock);
}

async function measureLostUpdate(repeat: RepeatOf<LostUpdatePoint>): Promise<MeasuredRepeat> {
  const { point, engine, seed } = repeat;
  const { lock, threads, increments, body = 'bare', target = 'object' } = point;
  const { counters } = engine;
  /** What the warm-up made: [thread]. */
  let warm: number[] = [];
  const m: ThreadRepeat = {
    ...repeat,
    job: {
      kind: kindOf(point),
      threads,
      criticalSection: 0,
      thinkTime: 0,
      count: increments,
      perCall: 4096,
      threshold: 1,
      seed,
      ...(point.engine === 'python' && { options: { body, target } }),
    },
    name: lock,
    what: `lock ${lock}`,
    live: ({ turns }) => ({ increments: turns.map((count, thread) => count - (warm[thread] ?? NaN)) }),
  };
  await lineUp(m);
  warm = counters.turns(threads);
  const shownBefore = counters.guardedCount();
  const stretch = await runForCount(m, lostUpdate.longestRepeat);
  const shown = counters.guardedCount() - shownBefore;
  const { threads: done, free } = await finish(m);
  const threadCounts = threadCountsOf(stretch);
  const made = total(threadCounts);
  const lost = made - shown;
  const [first, last] = [Math.min(...done.map(({ entered }) => entered)), Math.max(...done.map(({ left }) => left))];
  return {
    metrics: {
      lostShare: lost / made,
      throughput: made / (last - first),
      runningThreads: finiteOrNull(spentIn(stretch, 'cpuTime') / (last - stretch.released)),
    },
    perThread: { threadCounts },
    histograms: {},
    achieved: {},
    checks: checkAll(point, made, lost, free),
    readings: { overlap: overlapOf(done), clockDrift: clockDriftOf(done), threads },
  };
}

/** Of the time of the thread that was done first, the share in which all ran: that the others then go on is no disturbance. */
function overlapOf(done: readonly ThreadDone[]): number {
  const shortest = Math.min(...done.map(({ entered, left }) => left - entered));
  return Math.min(1, Math.max(0, together(done, -Infinity, Infinity)) / shortest);
}

function checkAll({ lock }: LostUpdatePoint, made: number, lost: number, free: boolean): CheckAnswer[] {
  const detail = `${lost} of ${made} increments lost`;
  const inRange: CheckAnswer = { id: 'lossInRange', holds: lost >= 0 && lost < made, detail };
  if (lock === 'none') return [inRange];
  const left = free ? '' : '; the lock did not end free';
  return [{ id: 'nothingLost', holds: lost === 0 && free, detail: `${detail}${left}` }, inRange];
}
