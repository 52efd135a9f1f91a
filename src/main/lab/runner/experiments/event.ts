/** Event: one thread sets it, all that wait run again; after how long the first of them, and the last? */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { closeHistogram, percentile } from '../../../../shared/statistics/histogram.ts';
import type { EngineOpeners, ThreadEngine } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull, spentIn } from './stretch.ts';

const eventPoint = z
  .object({
    engine: z.enum(engineNames),
    waiters: z
      .int()
      .min(1)
      .max(layout.MAX_THREADS - 1),
    duration: z.number().positive(),
    /** On Python alone. */
    interpreter: z.string().optional(),
  })
  .transform((point) => ({ ...point, threads: point.waiters + 1 }));
type EventPoint = z.output<typeof eventPoint>;

export const eventKind = 'event';

/** `openers`: by engine; a test may hand in one with a broken event. */
export function openEvent(order: Pick<RunOrder, 'points' | 'pins'>, openers: EngineOpeners): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => eventPoint.parse(params),
    kindOf: () => eventKind,
    measure: measureEvent,
    costsOf: ({ clockReading }) => ({ clockReading }),
  });
}

async function measureEvent(repeat: RepeatOf<EventPoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { stretch, threadCounts, readings } = await measureSignal(repeat, {
    kind: eventKind,
    perCall: 8,
    settings: [point.waiters],
    name: eventKind,
    live: ({ turns: [sets = NaN, ...wakes] }) => ({ sets: [sets], wakes }),
  });
  const [sets = NaN] = threadCounts;
  return {
    metrics: {
      wakeFirst: middle(engine, 'bypass', point.threads),
      wakeLast: middle(engine, 'latency', point.threads),
      switches: finiteOrNull(spentIn(stretch, 'switches') / sets),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: [checkCalls(repeat)],
    // The rounds wait for one another: how many there are in a window says nothing of a warm-up.
    readings: { ...readings, warmUpDrift: null },
  };
}

/** Of the rounds: the median, in seconds; null where there was none. */
function middle({ counters }: ThreadEngine, which: 'bypass' | 'latency', threads: number): number | null {
  const rounds = closeHistogram(counters.histogram(which, threads, 'seconds', 1e-9));
  return rounds.count === 0 ? null : finiteOrNull(percentile(rounds, 0.5));
}

const faultWords = [
  [layout.RETURNED_UNSET, 'a wait returned before the set'],
  [layout.UNSET_AFTER_SET, 'isSet was false after set'],
  [layout.WAITED_WHILE_SET, 'a wait did not return though it was set'],
  [layout.SET_AFTER_CLEAR, 'isSet was true after clear'],
  [layout.NO_TIMEOUT, 'a wait with a time limit returned as if it was set'],
] as const;

function checkCalls({ point: { threads }, engine: { counters } }: RepeatOf<EventPoint>): CheckAnswer {
  const seen = counters.ofThreads(threads, layout.EVENT_FAULTS);
  const faults = faultWords.filter(([bit]) => seen.some((bits) => (bits & bit) !== 0)).map(([, words]) => words);
  const [rounds = NaN] = counters.turns(threads);
  const detail = faults.length === 0 ? `set, isSet, clear and wait in ${rounds} rounds` : faults.join(', ');
  return { id: 'asDocumented', holds: faults.length === 0, detail };
}
