/** A repeat of fixed time of a signal's loop: the steps of threadRepeat.ts, with latencies sampled, and what all such loops tell. */
import type { ThreadDone, ThreadJob } from '../engines/threadEngine.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import type { RepeatOf, ThreadPoint } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, overlapOf, threadCountsOf } from './stretch.ts';
import { finish, lineUp, runForTime, startSampling, type ThreadRepeat, type TimedStretch } from './threadRepeat.ts';

export interface SignalJob extends Pick<ThreadJob, 'kind' | 'perCall'> {
  settings: readonly number[];
  criticalSection?: number;
  thinkTime?: number;
  /** What the threads are called by, and what they do in a complaint. */
  name: string;
  live: ThreadRepeat['live'];
  /** Whether what the loop does before its turns is over. */
  ready?: () => boolean;
}

export interface SignalStretch {
  stretch: TimedStretch;
  /** Seconds counted. */
  elapsed: number;
  /** Turns in them: [thread]. */
  threadCounts: number[];
  done: ThreadDone[];
  /** Whether the signal ended as it began. */
  free: boolean;
  readings: MeasuredRepeat['readings'];
}

export async function measureSignal<Point extends ThreadPoint & { duration: number }>(
  repeat: RepeatOf<Point>,
  job: SignalJob,
): Promise<SignalStretch> {
  const { point, seed } = repeat;
  const { kind, perCall, settings, criticalSection = 0, thinkTime = 0, name, live, ready } = job;
  const { threads } = point;
  const m: ThreadRepeat = {
    ...repeat,
    job: { kind, threads, criticalSection, thinkTime, count: 0, perCall, threshold: 1, settings, seed },
    name,
    what: name,
    live,
  };
  await lineUp(m);
  const stretch = await runForTime(m, point.duration, startSampling(m), ready);
  const { threads: done, free } = await finish(m);
  return {
    stretch,
    elapsed: stretch.after.at - stretch.before.at,
    threadCounts: threadCountsOf(stretch),
    done,
    free,
    readings: {
      overlap: overlapOf(stretch, done),
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads,
    },
  };
}
