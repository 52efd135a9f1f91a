/**
 * One repeat of lock contention. The threads line up, calibrate their work all together, run; the main thread waits until
 * the rate is steady, reads all counters, waits for the duration, reads them again, and only then stops the threads. So the
 * counted stretch is one in which every thread runs; `overlap` proves it by the threads' own stamps.
 */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { lockNames, type LockName } from '../../../../shared/lab/lockKinds.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { ContentionEngine, Phase } from '../engines/contentionEngine.ts';
import { monotonicSeconds, type MeasuredRepeat } from '../protocol.ts';
import { warmUp } from '../steadyRate.ts';
import { readThreadTimes, type ThreadTimes } from '../threadIdentity.ts';
import { concludeRepeat, total, type Observation } from './contentionResult.ts';
import type { RepeatListener } from './experiment.ts';

export const contentionPoint = z.object({
  engine: z.enum(engineNames),
  lock: z.enum(lockNames),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  criticalSection: z.number().min(0),
  thinkTime: z.number().min(0),
  duration: z.number().positive(),
});
export type ContentionPoint = z.output<typeof contentionPoint>;

/** Between two readings of the live counters. */
const livePeriod: Seconds = 0.05;
const calibrationTime: Seconds = 0.025;
const againTime: Seconds = 0.01;
/** Samples a second and thread: each costs two readings of the clock, together below 1% of the time. */
const samplesPerSecond = 20_000;
/** By then Node has told that a child has ended, also on a loaded machine. */
const endTold: Seconds = 1;
/** How long threads may take to reach the next step. Past the CPUs a first-in, first-out lock needs a turn of all threads for each hand-over, so it grows with them. */
const stepLimit = (threads: number): Seconds => 5 + 0.5 * threads;

const sleep = (seconds: Seconds) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

export interface Measurement {
  point: ContentionPoint;
  engine: ContentionEngine;
  tids: readonly number[];
  seed: number;
  listener: RepeatListener;
}

/** Throws `runFailed` when the threads hang, and what the engine throws when one ends. */
export async function measureRepeat(m: Measurement): Promise<MeasuredRepeat> {
  const { point, engine } = m;
  const { counters } = engine;
  const { lock, threads, criticalSection, thinkTime } = point;
  const name = threadNameOf(lock, threads);
  await inTime(m, 'begin', engine.begin({ lock, name, threads, criticalSection, thinkTime, seed: m.seed }));
  const advance = async (step: number, phase: Phase) => {
    await allArrived(m, step);
    engine.setPhase(phase);
  };

  await advance(1, layout.PHASE_CALIBRATE);
  m.listener.started(m.tids.map((tid, i) => ({ tid, name: `${name}-w${i}` })));
  await sleep(calibrationTime);
  engine.setPhase(layout.PHASE_LINE_UP);
  await advance(2, layout.PHASE_RUN);
  await allArrived(m, 3);

  const warm = await warmUp(() => total(counters.acquisitions(threads)), { now: monotonicSeconds, sleep });
  const counts = counters.acquisitions(threads);
  engine.setSampleEvery(counts.map((count) => sampleEvery((warm.rate * count) / total(counts))));
  engine.setSampling(true);
  const before = await observe(m);
  const end = before.at + point.duration;
  for (let now = before.at; now < end; now = monotonicSeconds()) {
    await sleep(Math.min(livePeriod, end - now));
    engine.check();
    const { at, acquisitions, contended } = readCounters(m);
    m.listener.sample(at, { acquisitions, contended });
  }
  const after = await observe(m);
  engine.setSampling(false);
  engine.setPhase(layout.PHASE_STOP);
  await advance(4, layout.PHASE_AGAIN);
  await sleep(againTime);
  engine.setPhase(layout.PHASE_STEP_AGAIN);
  await sleep(againTime);
  engine.setPhase(layout.PHASE_END);
  return concludeRepeat(m, before, after, await inTime(m, 'end', engine.results()), warm.drift);
}

/** Linux keeps 15 bytes of a name: what numbers the threads must be among them. */
function threadNameOf(lock: LockName, threads: number): string {
  return lock.slice(0, 15 - `-w${threads - 1}`.length);
}

async function observe(m: Measurement): Promise<Observation> {
  const times = await threadTimes(m);
  return { ...readCounters(m), times };
}

/** Rejects with what the engine knows of the end of a thread that is there no more; it may hear of it later than /proc tells. */
async function threadTimes({ engine, tids }: Measurement): Promise<ThreadTimes[]> {
  try {
    return tids.map((tid) => readThreadTimes(tid, engine.process));
  } catch (error) {
    await sleep(endTold);
    engine.check();
    throw error;
  }
}

/** The counters are read between two looks at the clock; a reading that was interrupted is taken again. */
function readCounters({ engine: { counters }, point }: Measurement): Omit<Observation, 'times'> {
  for (let attempt = 1; ; attempt += 1) {
    const start = monotonicSeconds();
    const acquisitions = counters.acquisitions(point.threads);
    const contended = counters.contended(point.threads);
    const at = monotonicSeconds();
    if (at - start < 0.2e-3 || attempt === 20) return { at: (start + at) / 2, acquisitions, contended };
  }
}

async function allArrived({ engine, point: { threads, lock } }: Measurement, step: number): Promise<void> {
  const expected = step * threads;
  const limit = monotonicSeconds() + stepLimit(threads);
  for (let arrived = engine.counters.arrived(); arrived < expected; arrived = engine.counters.arrived()) {
    engine.check();
    if (monotonicSeconds() > limit) throw hanging(`${expected - arrived} of ${threads} threads`, lock, step, threads);
    await sleep(0.001);
  }
}

/** Throws `runFailed` when the engine does not answer in the time of a step. */
async function inTime<Value>({ point }: Measurement, step: string, answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_resolve, reject) => {
    const tooLate = () => reject(hanging('the threads', point.lock, step, point.threads));
    timer = setTimeout(tooLate, stepLimit(point.threads) * 1000);
  });
  try {
    return await Promise.race([answer, impatience]);
  } finally {
    clearTimeout(timer);
  }
}

function hanging(who: string, lock: LockName, step: number | string, threads: number): ThreadlabError {
  const message = `${who} hang: lock ${lock}, step ${step} not reached within ${stepLimit(threads)} s.`;
  return new ThreadlabError('runFailed', message);
}

/** One acquisition in how many is sampled by a thread of this rate (per second). */
function sampleEvery(rate: number): number {
  return Math.max(1, Math.min(100_000, Math.round(rate / samplesPerSecond) || 1));
}
