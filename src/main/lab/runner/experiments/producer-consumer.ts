/** Producers and consumers over one bounded queue, for a fixed time; before that, the schedule that shows what `if` for `while` does. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { Outcome } from '../../../../shared/runs/record.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import { countingCost, type EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull, medianSection, spentIn } from './stretch.ts';

const queuePoint = z
  .object({
    engine: z.enum(engineNames),
    queue: z.enum(['condition', 'queue.Queue', 'Condition', 'ring']),
    producers: z.int().min(1),
    consumers: z.int().min(1),
    capacity: z.int().min(1).max(1024),
    itemWork: z.number().min(0),
    /** queue.Queue looks again by itself, and its points do not bear it. */
    wait: z.enum(['while', 'if']).default('while'),
    duration: z.number().positive(),
    /** On Python alone. */
    interpreter: z.string().optional(),
  })
  .transform((point) => ({ ...point, threads: point.producers + point.consumers }))
  .refine(({ threads }) => threads <= layout.MAX_THREADS);
type QueuePoint = z.output<typeof queuePoint>;

export const queueKind = 'producerConsumer';
const sumModulus = 2 ** 48;

/** `openers`: by engine; a test may hand in one with a broken queue. */
export function openProducerConsumer(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => queuePoint.parse(params),
    kindOf,
    measure: measureQueue,
    costsOf: (engine) => ({
      clockReading: engine.clockReading,
      sampledItem: 2 * engine.clockReading,
      ...countingCost(engine, 'countedItem'),
    }),
  });
}

function kindOf({ queue }: QueuePoint): string {
  return queue === 'condition' ? queueKind : queue;
}

async function measureQueue(repeat: RepeatOf<QueuePoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { producers, consumers, capacity, itemWork, wait, threads } = point;
  const { counters } = engine;
  const depth = { at: [] as number[], values: [[] as number[]] };
  const forced = () => counters.ofThread(producers, layout.FORCED);
  const { stretch, elapsed, threadCounts, done, free, readings } = await measureSignal(repeat, {
    kind: kindOf(point),
    perCall: 64,
    settings: [producers, capacity, Number(wait === 'while')],
    criticalSection: itemWork,
    name: 'queue',
    live: ({ at, turns }) => {
      depth.at.push(at);
      depth.values[0]?.push(counters.guardedCount());
      return { put: turns.slice(0, producers), taken: turns.slice(producers) };
    },
    ready: () => forced() > 0,
  });
  return {
    metrics: {
      throughput: total(threadCounts.slice(producers)) / elapsed,
      mistakes: total(counters.ofThreads(threads, layout.MISTAKES)),
      switchesPerSecond: finiteOrNull(spentIn(stretch, 'switches') / elapsed),
    },
    perThread: { threadCounts },
    histograms: { handoverLatency: closeHistogram(counters.histogram('latency', threads, 'seconds', 1e-9)) },
    series: { depth },
    outcomes: { forcedSchedule: outcomeOf(wait, forced()) },
    achieved: { itemWork: medianSection(done) },
    checks: wait === 'while' ? checkAll(repeat, consumers, free) : [],
    readings,
  };
}

const seen = {
  waitedAgain: 'It found the queue empty, and waited again.',
  wentOn: 'It went on, to take from an empty queue.',
} as const;

function outcomeOf(wait: QueuePoint['wait'], forced: number): Outcome {
  const code = forced === layout.FORCED_WENT_ON ? 'wentOn' : 'waitedAgain';
  const expected = wait === 'while' ? 'waitedAgain' : 'wentOn';
  const said = `A consumer is woken for an item, and another one takes it first: with ${wait} it ${wait === 'while' ? 'waits again' : 'goes on'}.`;
  return { code, words: seen[code], said, asSaid: code === expected };
}

function checkAll(
  { point, engine: { counters } }: RepeatOf<QueuePoint>,
  consumers: number,
  free: boolean,
): CheckAnswer[] {
  const { producers, threads } = point;
  const turns = counters.turns(threads);
  const [put, taken] = [total(turns.slice(0, producers)), total(turns.slice(-consumers))];
  const [left = NaN] = counters.ofThreads(1, layout.LEFT_COUNT);
  const sumOf = (offset: number) =>
    counters.ofThreads(threads, offset).reduce((sum, own) => (sum + own) % sumModulus, 0);
  const sameItems = sumOf(layout.PUT_SUM) === (sumOf(layout.TAKEN_SUM) + sumOf(layout.LEFT_SUM)) % sumModulus;
  const disorder = counters.violations(threads);
  const ends = `${sameItems ? '' : '; these were not the same items'}${free ? '' : '; the queue did not end free'}`;
  return [
    {
      id: 'eachOnce',
      holds: put === taken + left && sameItems && free,
      detail: `${put} items put, ${taken} taken and ${left} left${ends}`,
    },
    {
      id: 'orderKept',
      holds: disorder === 0,
      detail: `an earlier item of the same producer after a later one ${disorder} times in ${taken} taken`,
    },
  ];
}
