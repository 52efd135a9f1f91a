/**
 * Lock contention on the Wasm engine. A repeat: the threads line up, calibrate their work all together, run; the main
 * thread waits until the rate is steady, reads all counters, waits for the duration, reads them again, and only then stops the
 * threads. So the counted stretch is one in which every thread runs; `overlap` proves it by the threads' own stamps.
 */
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { lockKinds, lockNames, type LockName } from '../../../../shared/lab/lockKinds.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { jain } from '../../../../shared/statistics/jain.ts';
import { quantile } from '../../../../shared/statistics/quantile.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { bindKernel } from '../engines/wasmKernel.ts';
import { block, WasmMemory, type Phase } from '../engines/wasmMemory.ts';
import { WasmThreads, type ThreadDone } from '../engines/wasmThreads.ts';
import { pinThreads } from '../placement.ts';
import { monotonicSeconds, type CheckAnswer, type MeasuredRepeat, type RunOrder } from '../protocol.ts';
import { warmUp } from '../steadyRate.ts';
import { readThreadTimes, type ThreadTimes } from '../threadIdentity.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';
import { z } from 'zod';

const pointSchema = z.object({
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

/** `kernels`: the compiled kernel of each lock; a test may hand in a broken one. */
export async function openLockContention(
  order: Pick<RunOrder, 'points' | 'pins' | 'threadEntry'>,
  kernels: Readonly<Record<LockName, Uint8Array<ArrayBuffer>>>,
): Promise<OpenExperiment> {
  const points = order.points.map((point) => pointSchema.parse(point));
  const modules = new Map<LockName, WebAssembly.Module>();
  for (const lock of new Set(points.map((point) => point.lock)))
    modules.set(lock, await WebAssembly.compile(kernels[lock]));
  const memory = new WasmMemory();
  const threads = new WasmThreads(order.threadEntry, memory.memory);
  const tids = await threads.have(Math.max(...points.map((point) => point.threads)));
  const pins = order.pins;
  const pinned = pins === null ? null : pinThreads(tids, pins);
  const clockReading = timeClock();

  return {
    measure(params: PointParameters, seed: number, listener: RepeatListener) {
      const point = pointSchema.parse(params);
      const module = modules.get(point.lock);
      if (!module) throw new ThreadlabError('internal', `The plan has no point with the lock ${point.lock}.`);
      return measure({ point, module, memory, threads, tids: tids.slice(0, point.threads), seed, listener }).then(
        (measured) => ({
          ...measured,
          readings: { ...measured.readings, ...(pinned !== null && { pins: pinned / tids.length }) },
        }),
      );
    },
    costOfMeasuring: () => ({ clockReading, sampledAcquisition: 2 * clockReading }),
    close: () => threads.close(),
  };
}

interface Measurement {
  point: ContentionPoint;
  module: WebAssembly.Module;
  memory: WasmMemory;
  threads: WasmThreads;
  tids: readonly number[];
  seed: number;
  listener: RepeatListener;
}

async function measure(m: Measurement): Promise<MeasuredRepeat> {
  const { point, memory, threads } = m;
  memory.reset(point.threads, m.seed);
  const names = m.tids.map((tid, i) => ({ tid, name: `${point.lock}-w${i}` }));
  const answers = threads.run(names.map(({ name }) => ({ module: m.module, name, ...workOf(point) })));
  answers.catch(() => undefined); // a failure is thrown by check() below, or by the await at the end
  const advance = async (step: number, phase: Phase) => {
    await allArrived(m, step);
    memory.setPhase(phase);
  };

  await advance(1, layout.PHASE_CALIBRATE);
  m.listener.started(names);
  await sleep(calibrationTime);
  memory.setPhase(layout.PHASE_LINE_UP);
  await advance(2, layout.PHASE_RUN);
  await allArrived(m, 3);

  const warm = await warmUp(() => total(memory.acquisitions(point.threads)), { now: monotonicSeconds, sleep });
  memory.setSampleEvery(
    memory
      .acquisitions(point.threads)
      .map((count) => sampleEvery((warm.rate * count) / total(memory.acquisitions(point.threads)))),
  );
  memory.setSampling(true);
  const before = observe(m);
  const end = before.at + point.duration;
  for (let now = before.at; now < end; now = monotonicSeconds()) {
    await sleep(Math.min(livePeriod, end - now));
    threads.check();
    const at = monotonicSeconds();
    m.listener.sample(at, {
      acquisitions: memory.acquisitions(point.threads),
      contended: memory.contended(point.threads),
    });
  }
  const after = observe(m);
  memory.setSampling(false);
  memory.setPhase(layout.PHASE_STOP);
  await advance(4, layout.PHASE_AGAIN);
  await sleep(againTime);
  memory.setPhase(layout.PHASE_STEP_AGAIN);
  await sleep(againTime);
  memory.setPhase(layout.PHASE_END);
  return conclude(m, before, after, await answers, warm.drift);
}

/** All counters at one moment. */
interface Observation {
  at: Seconds;
  acquisitions: number[];
  contended: number[];
  times: ThreadTimes[];
}

/** The counters are read between two looks at the clock; a reading that was interrupted is taken again. */
function observe({ memory, point, tids }: Measurement): Observation {
  const times = tids.map(readThreadTimes);
  for (let attempt = 1; ; attempt += 1) {
    const start = monotonicSeconds();
    const acquisitions = memory.acquisitions(point.threads);
    const contended = memory.contended(point.threads);
    const at = monotonicSeconds();
    if (at - start < 0.2e-3 || attempt === 20) return { at: (start + at) / 2, acquisitions, contended, times };
  }
}

function conclude(
  m: Measurement,
  before: Observation,
  after: Observation,
  done: ThreadDone[],
  drift: number,
): MeasuredRepeat {
  const { memory, point } = m;
  const elapsed = after.at - before.at;
  const threadCounts = after.acquisitions.map((count, i) => count - (before.acquisitions[i] ?? NaN));
  const contended = total(after.contended) - total(before.contended);
  const spent = (of: keyof ThreadTimes) =>
    sumOrNull(after.times.map((t) => t[of])) - sumOrNull(before.times.map((t) => t[of]));
  const perSecond = (amount: number) => finiteOrNull(amount / elapsed);
  const overlap = overlapOf(before.at, after.at, done);
  const bypass = closeHistogram(memory.histogram('bypass', point.threads, 'count', 1));
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
    histograms: { bypass, acquireLatency: closeHistogram(memory.histogram('latency', point.threads, 'seconds', 1e-9)) },
    achieved,
    checks: checkAll(m, throughput * achieved.criticalSection),
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
function checkAll({ memory, module, point }: Measurement, busy: number): CheckAnswer[] {
  const guarded = memory.guardedCount();
  const acquisitions = total(memory.acquisitions(point.threads));
  const violations = memory.violations(point.threads);
  const free = bindKernel(module, memory.memory).probe(block(0)) === 0;
  const { count, max } = closeHistogram(memory.histogram('bypass', point.threads, 'count', 1));
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

async function allArrived({ memory, point, threads }: Measurement, step: number): Promise<void> {
  const expected = step * point.threads;
  const limit = monotonicSeconds() + stepLimit(point.threads);
  while (memory.arrived() < expected) {
    threads.check();
    if (monotonicSeconds() > limit) {
      const missing = expected - memory.arrived();
      throw new ThreadlabError(
        'runFailed',
        `${missing} of ${point.threads} threads hang: lock ${point.lock}, step ${step} not reached within ${stepLimit(point.threads)} s.`,
      );
    }
    await sleep(0.001);
  }
}

/** One acquisition in how many is sampled by a thread of this rate (per second). */
function sampleEvery(rate: number): number {
  return Math.max(1, Math.min(100_000, Math.round(rate / samplesPerSecond) || 1));
}

/** Seconds that one reading of the clock costs: the lower quartile of batches, of which some were interrupted. */
function timeClock(): Seconds {
  const readings = 500;
  const batches = Array.from({ length: 40 }, () => {
    const start = performance.now();
    for (let i = 1; i < readings; i += 1) performance.now();
    return (performance.now() - start) / 1000 / readings;
  });
  return quantile(batches, 0.25);
}

function workOf({ criticalSection, thinkTime }: ContentionPoint): { criticalSection: Seconds; thinkTime: Seconds } {
  return { criticalSection, thinkTime };
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
