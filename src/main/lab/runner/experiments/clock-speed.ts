/**
 * Clock speed: every thread runs the clock chains for a fixed time. With several threads one of them runs alone for a moment
 * before and after, in the same repeat: what else the machine does then hits both figures alike.
 */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { plainJob, type EngineOpeners } from '../engines/threadEngine.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import { concludeClock, threadChains, type ClockStretch } from './clockResult.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { finish, lineUp, runForTime, type ThreadRepeat } from './threadRepeat.ts';

const clockPoint = z.object({
  engine: z.enum(engineNames),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  duration: z.number().positive(),
});
export type ClockPoint = z.output<typeof clockPoint>;

/** The loop's name in the engines. */
export const clockKind = 'clockSpeed';

const threadName = 'clock';

/** Some hundred chunks: enough for an undisturbed one. */
const aloneTime: Seconds = 0.1;

/** `openers`: by engine; a test may hand in one whose chain is shortened. */
export function openClockSpeed(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => clockPoint.parse(params),
    kindOf: () => clockKind,
    measure: measureClock,
    costsOf: ({ clockReading }) => ({ clockReading }),
  });
}

async function measureClock(repeat: RepeatOf<ClockPoint>): Promise<MeasuredRepeat> {
  const { point, listener, tids } = repeat;
  if (point.threads === 1) return concludeClock(point, await runChains(repeat, 1, point.duration, listener), []);
  // The repeat starts here, for all threads, and not once more when the others join.
  const started = () => listener.started(tids.map((tid, i) => ({ tid, name: `${threadName}-w${i}` })));
  const nobody = () => undefined;
  const unheard: RepeatListener = { started: nobody, sample: nobody };
  const before = await runChains(repeat, 1, aloneTime, { ...unheard, started });
  const all = await runChains(repeat, point.threads, point.duration, { ...listener, started: nobody });
  const after = await runChains(repeat, 1, aloneTime, unheard);
  return concludeClock(point, all, [before, after]);
}

async function runChains(
  { engine, tids, seed }: RepeatOf<ClockPoint>,
  threads: number,
  duration: Seconds,
  listener: RepeatListener,
): Promise<ClockStretch> {
  const m: ThreadRepeat = {
    engine,
    tids: tids.slice(0, threads),
    listener,
    job: plainJob({ kind: clockKind, threads, perCall: 8, seed }),
    name: threadName,
    what: 'the clock chain',
    live: ({ turns }) => ({ additions: turns }),
  };
  await lineUp(m);
  const stretch = await runForTime(m, duration);
  const { threads: done } = await finish(m);
  return { stretch, done, chains: done.map(({ entered }, i) => threadChains(engine.counters, i, entered)) };
}
