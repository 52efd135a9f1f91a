/**
 * The steps of a repeat that all experiments with threads share. The threads line up, calibrate all together, and run; of a
 * fixed time the main thread waits until the rate is steady, reads all counters, waits for the duration, reads them again,
 * and only then stops the threads, so the counted stretch is one in which every thread runs. Of a fixed count each thread
 * makes its own, and the repeat is over when all have.
 */
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { formatSeconds } from '../../../../shared/units/duration.ts';
import type { Ratio, Seconds } from '../../../../shared/units/quantity.ts';
import type { Phase, ThreadJob, ThreadResults } from '../engines/threadEngine.ts';
import { monotonicSeconds } from '../protocol.ts';
import { warmUp } from '../steadyRate.ts';
import { total } from '../total.ts';
import { observe, readCounts, tellSample, type Observation, type Watched } from './observation.ts';

/** Between two readings of the live counters. */
const livePeriod: Seconds = 0.05;
const calibrationTime: Seconds = 0.025;
const againTime: Seconds = 0.01;
/** Samples a second and thread: each costs two readings of the clock, together below 1% of the time. */
const samplesPerSecond = 20_000;
/** What a thread was told has not been done: how long until the run is given up. */
const doneLimit: Seconds = 20;
/** Threads that have left the loop are asleep by then, and Linux has counted all of their time. */
const asleepAfter: Seconds = 0.002;
/** How long threads may take to reach the next step, or to make a turn. Past the CPUs a first-in, first-out lock needs a turn of all threads for each hand-over, so it grows with them. */
const stepLimit = ({ job, patience = 0 }: ThreadRepeat): Seconds => 5 + 0.5 * job.threads + patience;

const sleep = (seconds: Seconds) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

export interface ThreadRepeat extends Watched {
  job: Omit<ThreadJob, 'name'>;
  /** What the threads are called by. */
  name: string;
  /** Seconds that a step may take beyond the usual: for what a loop does before its turns and after. */
  patience?: Seconds;
  /** What the threads do, as it stands in a complaint: "lock tas". */
  what: string;
}

/** The threads calibrate together and stand at the start line. Throws `runFailed` when they hang, and what the engine throws when one ends. */
export async function lineUp(m: ThreadRepeat): Promise<void> {
  const name = threadNameOf(m.name, m.job.threads);
  await inTime(m, 'begin', m.engine.begin({ ...m.job, name }));
  await advance(m, 1, layout.PHASE_CALIBRATE);
  m.listener.started(m.tids.map((tid, i) => ({ tid, name: `${name}-w${i}` })));
  await sleep(calibrationTime);
  m.engine.setPhase(layout.PHASE_LINE_UP);
  await allArrived(m, 2);
}

export interface TimedStretch {
  before: Observation;
  after: Observation;
  /** By how much the rate still changed when the warm-up ended. */
  drift: Ratio;
}

/**
 * Runs until the rate is steady and then for the duration; the threads are told to stop. `steady` is called at the beginning of
 * what counts. `ready`: whether what comes before the loop's turns is over; it must have an end of its own.
 */
export async function runForTime(
  m: ThreadRepeat,
  duration: Seconds,
  steady: (rate: number, turns: readonly number[]) => void = () => undefined,
  ready: () => boolean = () => true,
): Promise<TimedStretch> {
  const { engine } = m;
  engine.setPhase(layout.PHASE_RUN);
  await allArrived(m, 3);
  for (const limit = monotonicSeconds() + stepLimit(m); !ready(); await sleep(0.001)) {
    engine.check();
    if (monotonicSeconds() > limit) throw hanging('the threads', m, 'before the loop');
  }
  const turns = () => engine.counters.turns(m.job.threads);
  const warm = await warmUp(() => total(turns()), { now: monotonicSeconds, sleep });
  steady(warm.rate, turns());
  const before = await observe(m);
  const end = before.at + duration;
  for (let now = before.at; now < end; now = monotonicSeconds()) {
    await sleep(Math.min(livePeriod, end - now));
    engine.check();
    tellSample(m, readCounts(m));
  }
  const after = await observe(m);
  engine.setSampling(false);
  engine.setPhase(layout.PHASE_STOP);
  await allArrived(m, 4);
  return { before, after, drift: warm.drift };
}

/** Runs while `drive` tells the threads one after the other what to do. Both observations are of threads asleep. */
export async function runDriven(m: ThreadRepeat, drive: () => Promise<void>): Promise<Omit<TimedStretch, 'drift'>> {
  m.engine.setPhase(layout.PHASE_RUN);
  await allArrived(m, 3);
  const before = await observe(m);
  await drive();
  const after = await observe(m);
  tellSample(m, after);
  m.engine.setPhase(layout.PHASE_STOP);
  await allArrived(m, 4);
  return { before, after };
}

/** Waits while a thread does what `drive` has told it, and tells the live counters. Throws `runFailed` when it hangs. */
export async function untilDone(m: ThreadRepeat, what: string, isDone: () => boolean): Promise<void> {
  const limit = monotonicSeconds() + doneLimit;
  for (let told = -Infinity; !isDone(); await sleep(asleepAfter)) {
    m.engine.check();
    const now = monotonicSeconds();
    if (now > limit) throw new ThreadlabError('runFailed', `${what} hang: not done within ${doneLimit} s.`);
    if (now - told < livePeriod) continue;
    told = now;
    tellSample(m, readCounts(m));
  }
}

/** What `steady` of runForTime does where turns are sampled: each thread takes one in so many that its samples a second are as many as any other's. */
export function startSampling({ engine }: ThreadRepeat): (rate: number, turns: readonly number[]) => void {
  return (rate, turns) => {
    const all = total(turns);
    const every = turns.map((own) => Math.round((rate * own) / all / samplesPerSecond) || 1);
    engine.setSampleEvery(every.map((one) => Math.max(1, Math.min(100_000, one))));
    engine.setSampling(true);
  };
}

export interface CountedStretch extends TimedStretch {
  /** When the threads were let go, before any had begun. */
  released: Seconds;
}

/**
 * Lets every thread make its count, or what it can of it in `longest` seconds. Both observations are of threads asleep, so
 * that Linux has counted all of their time.
 */
export async function runForCount(m: ThreadRepeat, longest: Seconds): Promise<Omit<CountedStretch, 'drift'>> {
  const { engine, job } = m;
  await sleep(asleepAfter);
  const before = await observe(m);
  tellSample(m, before);
  const released = monotonicSeconds();
  engine.setPhase(layout.PHASE_RUN);
  let [made, madeAt, told] = [total(before.turns), released, released];
  const done = 4 * job.threads;
  for (let arrived = engine.counters.arrived(); arrived < done; arrived = engine.counters.arrived()) {
    await sleep(asleepAfter);
    engine.check();
    const now = monotonicSeconds();
    if (now - told < livePeriod) continue;
    told = now;
    const counts = readCounts(m);
    tellSample(m, counts);
    if (total(counts.turns) > made) [made, madeAt] = [total(counts.turns), now];
    else if (now - madeAt > stepLimit(m)) throw hanging(`${done - arrived} of ${job.threads} threads`, m, 4);
    if (now - released > longest) engine.setPhase(layout.PHASE_STOP);
  }
  engine.setPhase(layout.PHASE_STOP);
  await sleep(asleepAfter);
  const after = await observe(m);
  tellSample(m, after);
  return { before, after, released };
}

/** After the run: what the work took is measured again, and every thread tells of its part. */
export async function finish(m: ThreadRepeat): Promise<ThreadResults> {
  m.engine.setPhase(layout.PHASE_AGAIN);
  await sleep(againTime);
  m.engine.setPhase(layout.PHASE_CLOCK_AGAIN);
  await sleep(againTime);
  m.engine.setPhase(layout.PHASE_END);
  return inTime(m, 'end', m.engine.results());
}

/** Linux keeps 15 bytes of a name: what numbers the threads must be among them. */
function threadNameOf(name: string, threads: number): string {
  return name.slice(0, 15 - `-w${threads - 1}`.length);
}

async function advance(m: ThreadRepeat, step: number, phase: Phase): Promise<void> {
  await allArrived(m, step);
  m.engine.setPhase(phase);
}

async function allArrived(m: ThreadRepeat, step: number): Promise<void> {
  const { engine, job } = m;
  const expected = step * job.threads;
  const limit = monotonicSeconds() + stepLimit(m);
  for (let arrived = engine.counters.arrived(); arrived < expected; arrived = engine.counters.arrived()) {
    engine.check();
    if (monotonicSeconds() > limit) throw hanging(`${expected - arrived} of ${job.threads} threads`, m, step);
    await sleep(0.001);
  }
}

/** Throws `runFailed` when the engine does not answer in the time of a step. */
async function inTime<Value>(m: ThreadRepeat, step: string, answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(hanging('the threads', m, step)), stepLimit(m) * 1000);
  });
  try {
    return await Promise.race([answer, impatience]);
  } finally {
    clearTimeout(timer);
  }
}

function hanging(who: string, m: ThreadRepeat, step: number | string): ThreadlabError {
  const message = `${who} hang: ${m.what}, step ${step} not reached within ${formatSeconds(stepLimit(m))}.`;
  return new ThreadlabError('runFailed', message);
}
