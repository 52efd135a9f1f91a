/** What the runner reads of threads while they run: their counters, and what Linux counted of them. */
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { ThreadEngine, ThreadJob } from '../engines/threadEngine.ts';
import { monotonicSeconds } from '../protocol.ts';
import { readThreadTimes, type ThreadTimes } from '../threadIdentity.ts';
import type { RepeatListener } from './experiment.ts';

/** By then Node has told that a child has ended, also on a loaded machine. */
const endTold: Seconds = 1;

export interface Watched {
  engine: ThreadEngine;
  tids: readonly number[];
  listener: RepeatListener;
  job: Pick<ThreadJob, 'threads'>;
  /** The counters that windows follow, by their names in the catalogue. */
  live: (counts: Counts) => Readonly<Record<string, number[]>>;
}

/** All counters at one moment: [thread]. */
export interface Counts {
  at: Seconds;
  turns: number[];
  contended: number[];
}

export interface Observation extends Counts {
  times: ThreadTimes[];
}

/** All counters, and what Linux has counted until then. Throws as threadTimes does. */
export async function observe(m: Watched): Promise<Observation> {
  const times = await threadTimes(m);
  return { ...readCounts(m), times };
}

/** Tells whoever follows the repeat. */
export function tellSample(m: Watched, counts: Counts): void {
  m.listener.sample(counts.at, m.live(counts));
}

/** Rejects with what the engine knows of the end of a thread that is there no more; it may hear of it later than /proc tells. */
async function threadTimes({ engine, tids }: Watched): Promise<ThreadTimes[]> {
  try {
    return tids.map((tid) => readThreadTimes(tid, engine.process));
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, endTold * 1000));
    engine.check();
    throw error;
  }
}

/** The counters are read between two looks at the clock; a reading that was interrupted is taken again. */
export function readCounts({ engine: { counters }, job }: Watched): Counts {
  for (let attempt = 1; ; attempt += 1) {
    const start = monotonicSeconds();
    const turns = counters.turns(job.threads);
    const contended = counters.contended(job.threads);
    const at = monotonicSeconds();
    if (at - start < 0.2e-3 || attempt === 20) return { at: (start + at) / 2, turns, contended };
  }
}
