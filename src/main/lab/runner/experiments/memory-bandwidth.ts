/**
 * Memory bandwidth: every thread goes through arrays of its own for a fixed time. Before that one thread follows links through
 * as many bytes: by what a load takes, the bandwidth tells how many lines were on their way at once.
 */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { formatValue } from '../../../../shared/units/format.ts';
import { formatSeconds } from '../../../../shared/units/duration.ts';
import { formatSignificant } from '../../../../shared/units/number.ts';
import type { Bytes, Seconds } from '../../../../shared/units/quantity.ts';
import { plainJob, type EngineOpeners, type ThreadDone } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import { chase, chaseKind } from './chase.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, overlapOf, threadCountsOf } from './stretch.ts';
import { finish, lineUp, runForTime, type ThreadRepeat, type TimedStretch } from './threadRepeat.ts';

const bandwidthPoint = z.object({
  engine: z.enum(engineNames),
  operation: z.enum(['read', 'write', 'copy', 'triad']),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  workingSet: z.int().positive(),
  duration: z.number().positive(),
});
export type BandwidthPoint = z.output<typeof bandwidthPoint>;

/** The loop's name in the engines. */
export const moveKind = 'memoryBandwidth';

const threadName = 'move';
const operations = {
  read: layout.MOVE_READ,
  write: layout.MOVE_WRITE,
  copy: layout.MOVE_COPY,
  triad: layout.MOVE_TRIAD,
};

/** The unit in which caches and memory move bytes on all CPUs that Node runs on but a few. */
const line: Bytes = 64;
const chaseTime: Seconds = 0.1;
/** Bytes a second at which arrays are at least filled and added up, on a loaded machine too. */
const slowest = 100e6;
/** A load that takes less comes from a cache of the core: no lines are on their way from further off. */
const farAway: Seconds = 10e-9;
const linesPossible = { least: 1, most: 100 };

/** `openers`: by engine; a test may hand in one that moves less than it counts. */
export function openMemoryBandwidth(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => bandwidthPoint.parse(params),
    kindOf: () => moveKind,
    alsoKinds: [chaseKind],
    workingSetOf: ({ workingSet }) => workingSet,
    measure: measureBandwidth,
    costsOf: ({ clockReading }) => ({ clockReading }),
    alsoUnpinned: true,
  });
}

async function measureBandwidth(repeat: RepeatOf<BandwidthPoint>): Promise<MeasuredRepeat> {
  const { point, listener, tids } = repeat;
  // The repeat starts here, for all threads, and not once more when the others join.
  const started = () => listener.started(tids.map((tid, i) => ({ tid, name: `${threadName}-w${i}` })));
  const nobody = () => undefined;
  const { latency } = await chase(
    repeat,
    {
      bytes: point.workingSet,
      stride: line,
      order: 'random',
      pages: 'small',
      duration: chaseTime,
      walked: false,
    },
    threadName,
    { started, sample: nobody },
  );
  return concludeBandwidth(point, await moveAll(repeat, { ...listener, started: nobody }), latency);
}

export interface MovedStretch {
  stretch: TimedStretch;
  done: readonly ThreadDone[];
  /** Whether the sums of all threads are what they should be; of one that is not, what it is and should be. */
  agree: boolean;
  sums: readonly { found: number; expected: number }[];
}

async function moveAll(
  { point, engine, tids, seed }: RepeatOf<BandwidthPoint>,
  listener: RepeatListener,
): Promise<MovedStretch> {
  const { operation, threads, workingSet, duration } = point;
  const { counters } = engine;
  const m: ThreadRepeat = {
    engine,
    tids,
    listener,
    job: plainJob({
      kind: moveKind,
      threads,
      perCall: 8,
      settings: [workingSet, operations[operation], threads],
      seed,
    }),
    name: threadName,
    patience: workingSet / slowest,
    what: operation,
    live: ({ turns }) => ({ bytes: turns }),
  };
  await lineUp(m);
  const filled = () => counters.ofThreads(threads, layout.SET_READY).every((ready) => ready === 1);
  const stretch = await runForTime(m, duration, undefined, filled);
  const { threads: done, free: agree } = await finish(m);
  const found = counters.ofThreads(threads, layout.SUM_FOUND);
  const expected = counters.ofThreads(threads, layout.SUM_EXPECTED);
  return { stretch, done, agree, sums: found.map((sum, i) => ({ found: sum, expected: expected[i] ?? NaN })) };
}

/** `latency`: of a load that needs the one before, in a set of the same size; NaN where it was not measured. */
export function concludeBandwidth(
  point: BandwidthPoint,
  { stretch, done, agree, sums }: MovedStretch,
  latency: Seconds,
): MeasuredRepeat {
  const elapsed = stretch.after.at - stretch.before.at;
  const rates = threadCountsOf(stretch).map((bytes) => bytes / elapsed);
  const bytesPerSecond = total(rates);
  const linesInFlight = (bytesPerSecond / point.threads) * (latency / line);
  return {
    metrics: {
      bytesPerSecond,
      loadLatency: finiteOrNull(latency),
      linesInFlight: finiteOrNull(linesInFlight),
    },
    perThread: { threadBandwidth: rates },
    histograms: {},
    achieved: {},
    checks: [
      sumsAgree(agree, sums),
      ...(latency >= farAway ? [inFlight(linesInFlight, bytesPerSecond / point.threads, latency)] : []),
    ],
    readings: {
      overlap: overlapOf(stretch, done),
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads: point.threads,
    },
  };
}

function sumsAgree(holds: boolean, sums: MovedStretch['sums']): CheckAnswer {
  const wrong = sums.findIndex(({ found, expected }) => found !== expected);
  const { found, expected } = sums[wrong] ?? { found: NaN, expected: NaN };
  const detail = holds
    ? `what each of ${sums.length} threads has moved adds up`
    : `what thread ${wrong + 1} has moved adds up to ${found} instead of ${expected} (modulo 2^48)`;
  return { id: 'sumsAgree', holds, detail };
}

/** J. Little: how many are under way is how many come in a time, times how long each takes. */
function inFlight(lines: number, rate: number, latency: Seconds): CheckAnswer {
  const words = `${formatValue(rate, 'bytesPerSecond')} a thread × ${formatSeconds(latency)} / ${line} B`;
  return {
    id: 'linesInFlight',
    holds: lines >= linesPossible.least && lines <= linesPossible.most,
    detail: `${words} are ${formatSignificant(lines, 3)} lines, of ${linesPossible.least} to ${linesPossible.most} possible`,
  };
}
