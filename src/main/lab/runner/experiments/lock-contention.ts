/**
 * Lock contention, on any engine that has threads and locks. A repeat: the threads line up, calibrate their work all together, run; the main
 * thread waits until the rate is steady, reads all counters, waits for the duration, reads them again, and only then stops the
 * threads. So the counted stretch is one in which every thread runs; `overlap` proves it by the threads' own stamps.
 */
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { engineNames, type EngineName } from '../../../../shared/lab/experiment.ts';
import { lockKinds, lockNames, type LockName } from '../../../../shared/lab/lockKinds.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { jain } from '../../../../shared/statistics/jain.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import type { ContentionEngine, ContentionResults, Phase, ThreadDone } from '../engines/contentionEngine.ts';
import { pinThreads } from '../placement.ts';
import { monotonicSeconds, type CheckAnswer, type MeasuredRepeat, type RunOrder } from '../protocol.ts';
import { warmUp } from '../steadyRate.ts';
import { readThreadTimes, type ThreadTimes } from '../threadIdentity.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';
import { z } from 'zod';

const pointSchema = z.object({
  engine: z.enum(engineNames),
  lock: z.enum(lockNames),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  criticalSection: z.number().min(0),
  thinkTime: z.number().min(0),
  duration: z.number().positive(),
});
type ContentionPoint = z.output<typeof pointSchema>;

/** Between two readings of the live counters. */
const livePeriod: Seconds = 0.05;
const calibrationTime: Seconds = 0.025;
const againTime: Seconds = 0.01;
/** Samples a second and thread: each costs two readings of the clock, together below 1% of the time. */
const samplesPerSecond = 20_000;
/** How long threads may take to reach the next step. Past the CPUs a first-in, first-out lock needs a turn of all threads for each hand-over, so it grows with them. */
const stepLimit = (threads: number): Seconds => 5 + 0.5 * threads;

const sleep = (seconds: Seconds) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/** Opens an engine for the points that ask it. */
export type EngineOpener = (asked: { locks: LockName[]; threads: number }) => Promise<ContentionEngine>;

/** `openers`: by engine; a test may hand in one with broken locks. */
export async function openLockContention(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: Readonly<Partial<Record<EngineName, EngineOpener>>>,
): Promise<OpenExperiment> {
  const points = order.points.map((point) => pointSchema.parse(point));
  const engines = new Map<EngineName, ContentionEngine>();
  const close = async () => void (await Promise.all([...engines.values()].map((engine) => engine.close())));
  const pinned = new Map<EngineName, number>();
  try {
    for (const name of new Set(points.map(({ engine }) => engine))) {
      const engine = await openEngine(name, points, openers);
      engines.set(name, engine);
      if (order.pins !== null) pinned.set(name, pinThreads(engine, order.pins) / engine.tids.length);
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async measure(params: PointParameters, seed: number, listener: RepeatListener) {
      const point = pointSchema.parse(params);
      const engine = engines.get(point.engine);
      if (!engine) throw new ThreadlabError('internal', `The plan has no point of the engine ${point.engine}.`);
      const measured = await measure({ point, engine, tids: engine.tids.slice(0, point.threads), seed, listener });
      const pins = pinned.get(point.engine);
      return { ...measured, readings: { ...measured.readings, ...(pins !== undefined && { pins }) } };
    },
    costOfMeasuring: () => costsOf(engines),
    close,
  };
}

function openEngine(
  name: EngineName,
  points: readonly ContentionPoint[],
  openers: Readonly<Partial<Record<EngineName, EngineOpener>>>,
): Promise<ContentionEngine> {
  const open = openers[name];
  if (!open) throw new ThreadlabError('badInput', `This runner measures no locks on the engine ${name}.`);
  const asked = points.filter(({ engine }) => engine === name);
  return open({
    locks: [...new Set(asked.map(({ lock }) => lock))],
    threads: Math.max(...asked.map(({ threads }) => threads)),
  });
}

/** Of several engines each figure bears its engine's name. */
function costsOf(engines: ReadonlyMap<EngineName, ContentionEngine>): Record<string, number> {
  const costs = [...engines].flatMap(([name, { clockReading }]) => {
    const named = (what: string) => (engines.size > 1 ? `${name} ${what}` : what);
    return [[named('clockReading'), clockReading] as const, [named('sampledAcquisition'), 2 * clockReading] as const];
  });
  return Object.fromEntries(costs);
}

interface Measurement {
  point: ContentionPoint;
  engine: ContentionEngine;
  tids: readonly number[];
  seed: number;
  listener: RepeatListener;
}

async function measure(m: Measurement): Promise<MeasuredRepeat> {
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
  const before = observe(m);
  const end = before.at + point.duration;
  for (let now = before.at; now < end; now = monotonicSeconds()) {
    await sleep(Math.min(livePeriod, end - now));
    engine.check();
    const at = monotonicSeconds();
    m.listener.sample(at, { acquisitions: counters.acquisitions(threads), contended: counters.contended(threads) });
  }
  const after = observe(m);
  engine.setSampling(false);
  engine.setPhase(layout.PHASE_STOP);
  await advance(4, layout.PHASE_AGAIN);
  await sleep(againTime);
  engine.setPhase(layout.PHASE_STEP_AGAIN);
  await sleep(againTime);
  engine.setPhase(layout.PHASE_END);
  return conclude(m, before, after, await inTime(m, 'end', engine.results()), warm.drift);
}

/** Linux keeps 15 bytes of a name: what numbers the threads must be among them. */
function threadNameOf(lock: LockName, threads: number): string {
  return lock.slice(0, 15 - `-w${threads - 1}`.length);
}

/** All counters at one moment. */
interface Observation {
  at: Seconds;
  acquisitions: number[];
  contended: number[];
  times: ThreadTimes[];
}

/** The counters are read between two looks at the clock; a reading that was interrupted is taken again. */
function observe({ engine: { counters, process }, point, tids }: Measurement): Observation {
  const times = tids.map((tid) => readThreadTimes(tid, process));
  for (let attempt = 1; ; attempt += 1) {
    const start = monotonicSeconds();
    const acquisitions = counters.acquisitions(point.threads);
    const contended = counters.contended(point.threads);
    const at = monotonicSeconds();
    if (at - start < 0.2e-3 || attempt === 20) return { at: (start + at) / 2, acquisitions, contended, times };
  }
}

function conclude(
  m: Measurement,
  before: Observation,
  after: Observation,
  { threads: done, free }: ContentionResults,
  drift: number,
): MeasuredRepeat {
  const { point } = m;
  const { counters } = m.engine;
  const elapsed = after.at - before.at;
  const threadCounts = after.acquisitions.map((count, i) => count - (before.acquisitions[i] ?? NaN));
  const contended = total(after.contended) - total(before.contended);
  const spent = (of: keyof ThreadTimes) =>
    sumOrNull(after.times.map((t) => t[of])) - sumOrNull(before.times.map((t) => t[of]));
  const perSecond = (amount: number) => finiteOrNull(amount / elapsed);
  const overlap = overlapOf(before.at, after.at, done);
  const bypass = closeHistogram(counters.histogram('bypass', point.threads, 'count', 1));
  const achieved = {
    criticalSection: quantile(
      done.map((d) => d.criticalSection),
      0.5,
    ),
    thinkTime: quantile(
      done.map((d) => d.thinkTime),
      0.5,
    ),
  };
  const throughput = total(threadCounts) / elapsed;
  return {
    metrics: {
      throughput,
      fairness: finiteOrNull(jain(threadCounts)),
      contendedShare: finiteOrNull(contended / total(threadCounts)),
      overlap,
      switchesPerSecond: perSecond(spent('switches')),
      runQueueDelay: perSecond(spent('runQueueDelay')),
      cpuUse: perSecond(spent('cpuTime')),
    },
    perThread: { threadCounts },
    histograms: {
      bypass,
      acquireLatency: closeHistogram(counters.histogram('latency', point.threads, 'seconds', 1e-9)),
    },
    achieved,
    checks: checkAll(m, free, throughput * achieved.criticalSection),
    readings: {
      overlap,
      warmUpDrift: finiteOrNull(drift),
      clockDrift: quantile(
        done.map(({ stepBefore, stepAfter }) => Math.abs(stepAfter / stepBefore - 1)),
        0.5,
      ),
      threads: point.threads,
    },
  };
}

/** The answers of every check that applies to this lock, in words with their figures. */
function checkAll({ engine: { counters }, point }: Measurement, free: boolean, busy: number): CheckAnswer[] {
  const guarded = counters.guardedCount();
  const acquisitions = total(counters.acquisitions(point.threads));
  const violations = counters.violations(point.threads);
  const { count, max } = closeHistogram(counters.histogram('bypass', point.threads, 'count', 1));
  const answers: CheckAnswer[] = [
    {
      id: 'countsAgree',
      holds: guarded === acquisitions && free,
      detail: `${guarded} counted under the lock, ${acquisitions} acquisitions by the threads${free ? '' : '; the lock did not end free'}`,
    },
    {
      id: 'exclusive',
      holds: violations === 0,
      detail: `another thread found inside ${violations} times in ${acquisitions} acquisitions`,
    },
  ];
  if (lockKinds[point.lock].fifo) {
    answers.push({
      id: 'fifo',
      holds: max <= point.threads - 1,
      detail: `largest bypass ${max} of ${point.threads - 1} allowed, in ${count} sampled acquisitions`,
    });
  }
  answers.push({
    id: 'serialBound',
    holds: busy <= 1.05,
    detail: `the lock held ${busy.toFixed(3)} of the time by throughput × achieved section, at most 1.05`,
  });
  return answers;
}

/** Share of the counted stretch in which every thread was in its loop. */
function overlapOf(start: Seconds, end: Seconds, done: readonly ThreadDone[]): number {
  const from = Math.max(start, ...done.map(({ entered }) => entered));
  const to = Math.min(end, ...done.map(({ left }) => left));
  return Math.max(0, to - from) / (end - start);
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

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** NaN when one of them is not available. */
function sumOrNull(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => (value === null ? NaN : sum + value), 0);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
