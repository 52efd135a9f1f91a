/**
 * Core to core: a thread pinned to every CPU; the runner tells two of them at a time to hand a cache line to and fro, pair by
 * pair in shuffled order, while the others sleep. A pin that is not there, before or after, leaves the repeat without a figure.
 */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { coreToCore } from '../../../../shared/lab/catalogue/core-to-core.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { seededRandom, shuffled } from '../../../../shared/statistics/random.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { block } from '../engines/threadCounters.ts';
import { plainJob, type EngineOpeners } from '../engines/threadEngine.ts';
import { lostPins, pinThreads } from '../placement.ts';
import { monotonicSeconds, type MeasuredRepeat, type RunOrder } from '../protocol.ts';
import { concludePairs, pairsOf, type PairTime } from './coreToCoreResult.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { clockDriftOf } from './stretch.ts';
import { finish, lineUp, runDriven, untilDone, type ThreadRepeat } from './threadRepeat.ts';

const coreToCorePoint = z.object({
  engine: z.enum(engineNames),
  pairs: z.int().min(1),
  roundTrips: z.int().min(1),
});
/** `threads`: one for each CPU. */
export type CoreToCorePoint = z.output<typeof coreToCorePoint> & { threads: number };

/** The loop's name in the engines. */
export const coreToCoreKind = 'coreToCore';

/** Round trips that are timed together, some 10 µs and more; more of them where a pair would have more chunks than are kept. */
const fewestTogether = 100;
const mostChunks = 1000;
/** Chunks before those that count: threads wake, and V8 compiles. */
const warmChunks = 10;

/** `openers`: by engine; a test may hand in one with broken loops. The order's pins name the CPUs. */
export function openCoreToCore(
  { points, pins }: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  const cpus = pins ?? [];
  // It pins for itself: a pin that cannot be had is no reason to end the run.
  return openOnEngines<CoreToCorePoint>({ points, pins: null }, openers, {
    parse: (params) => ({ ...coreToCorePoint.parse(params), threads: cpus.length }),
    kindOf: () => coreToCoreKind,
    measure: (repeat) => measurePairs(repeat, cpus),
    costsOf: ({ clockReading }) => ({ clockReading }),
  });
}

async function measurePairs(repeat: RepeatOf<CoreToCorePoint>, cpus: readonly number[]): Promise<MeasuredRepeat> {
  const { point, engine, seed } = repeat;
  const { pairs, roundTrips, threads } = point;
  const noPin = pinAll(repeat, cpus);
  if (noPin !== null) return unpinned(noPin, 0);
  const together = Math.max(fewestTogether, Math.ceil(roundTrips / mostChunks));
  const chunks = warmChunks + Math.ceil(roundTrips / together);
  const m: ThreadRepeat = {
    ...repeat,
    job: plainJob({
      kind: coreToCoreKind,
      threads,
      perCall: together,
      settings: [chunks * together, together],
      seed,
    }),
    name: 'core',
    what: 'the line between two cores',
    live: ({ turns }) => ({ roundTrips: turns }),
  };
  await lineUp(m);
  const teller = new Teller(m, cpus, chunks);
  const timed: PairTime[] = [];
  let load: Seconds = NaN;
  await runDriven(m, async () => {
    load = (await teller.tell({ first: 0 })) / layout.CHUNK_LOADS;
    const asked = pairsOf(threads, pairs);
    const order = shuffled(asked, seededRandom(seed));
    const end = monotonicSeconds() + coreToCore.longestRepeat;
    // The first of all warms up the loop itself. Pairs for which no time is left are empty in the matrix.
    for (const pair of [...order.slice(0, 1), ...order]) {
      if (monotonicSeconds() > end) break;
      timed.push({ ...pair, latency: (await teller.tell(pair)) / together / 2 });
    }
  });
  const { threads: done } = await finish(m);
  const lost = lostPins({ process: engine.process, tids: repeat.tids }, cpus);
  if (lost.length > 0) return unpinned(lostWords(lost), 1 - lost.length / cpus.length);
  return {
    ...concludePairs({
      cpus,
      timed: timed.slice(1),
      load,
      mistakes: engine.counters.violations(threads),
      turns: engine.counters.turns(threads),
      wanted: timed.length * chunks * together,
    }),
    readings: { pins: 1, clockDrift: clockDriftOf(done), threads: 2 },
  };
}

/** Tells threads what to do, and waits until it is done. */
class Teller {
  private readonly m: ThreadRepeat;
  private readonly cpus: readonly number[];
  private readonly chunks: number;
  private told = 0;

  constructor(m: ThreadRepeat, cpus: readonly number[], chunks: number) {
    this.m = m;
    this.cpus = cpus;
    this.chunks = chunks;
  }

  /** The middle chunk of the first thread. Without a second one it loads alone. */
  async tell({ first, second }: { first: number; second?: number }): Promise<Seconds> {
    const { engine } = this.m;
    this.told += 1;
    const roles: [thread: number, role: number][] =
      second === undefined
        ? [[first, layout.ROLE_ALONE]]
        : [
            [second, layout.ROLE_PONG],
            [first, layout.ROLE_PING],
          ];
    const words = roles.map(([thread, role]) => [thread, 4 * this.told + role] as const);
    for (const [thread, word] of words) engine.setWord(block(thread) + layout.TOLD, word);
    const what = `The threads on the CPUs ${roles.map(([thread]) => this.cpus[thread]).join(' and ')}`;
    const isDone = () => words.every(([thread, word]) => engine.counters.ofThread(thread, layout.DONE) === word);
    await untilDone(this.m, what, isDone);
    const times = engine.counters.chunkTimes(first, this.chunks).slice(warmChunks);
    return median(times) / 1e9;
  }
}

/** Why a thread is not on its CPU; null where each is. */
function pinAll({ engine, tids }: RepeatOf<CoreToCorePoint>, cpus: readonly number[]): string | null {
  try {
    const threads = { process: engine.process, tids };
    // Pins hold from repeat to repeat; what is lost is set once more.
    if (lostPins(threads, cpus).length > 0) pinThreads(threads, cpus, '');
    const lost = lostPins(threads, cpus);
    return lost.length === 0 ? null : lostWords(lost);
  } catch (error) {
    if (error instanceof ThreadlabError && (error.code === 'notAvailable' || error.code === 'notPermitted'))
      return `${error.message} Without a pin nobody could say between which CPUs the line went.`;
    throw error;
  }
}

function lostWords(lost: readonly number[]): string {
  const which = lost.length === 1 ? `CPU ${lost[0]}` : `the CPUs ${lost.join(', ')}`;
  return `The pin to ${which} was not seen to hold, so nobody could say between which CPUs the line went.`;
}

function unpinned(reason: string, pins: number): MeasuredRepeat {
  const notAvailable = { latency: reason, medianLatency: reason, cacheLatency: reason };
  const nothing = { metrics: {}, perThread: {}, histograms: {}, achieved: {}, checks: [] };
  return { ...nothing, notAvailable, readings: { pins, threads: 2 } };
}
