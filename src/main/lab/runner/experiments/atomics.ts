/** Atomics: threads add to one counter for a fixed time, in one of four ways; then it is held against what they made. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { counterKind } from '../engines/counterKind.ts';
import type { EngineOpeners, ThreadEngine } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { clockDriftOf, finiteOrNull, overlapOf, threadCountsOf } from './stretch.ts';
import { finish, lineUp, runForTime, type ThreadRepeat } from './threadRepeat.ts';

const atomicsPoint = z.object({
  engine: z.enum(engineNames),
  counter: z.enum(['plain', 'atomic', 'sharded', 'approximate']),
  threads: z.int().min(1).max(layout.MAX_THREADS),
  /** Of the approximate counter alone. */
  threshold: z.int().min(1).default(1),
  duration: z.number().positive(),
});
type AtomicsPoint = z.output<typeof atomicsPoint>;

/** `openers`: by engine; a test may hand in one with broken counters. */
export function openAtomics(order: Pick<RunOrder, 'points' | 'pins'>, openers: EngineOpeners): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => atomicsPoint.parse(params),
    kindOf: ({ counter }) => counterKind(counter),
    measure: measureAtomics,
    costsOf: () => ({}),
  });
}

async function measureAtomics(repeat: RepeatOf<AtomicsPoint>): Promise<MeasuredRepeat> {
  const { point, engine, seed } = repeat;
  const { counter, threads, threshold } = point;
  const m: ThreadRepeat = {
    ...repeat,
    job: {
      kind: counterKind(counter),
      threads,
      criticalSection: 0,
      thinkTime: 0,
      count: 0,
      perCall: 4096,
      threshold,
      seed,
    },
    name: counter,
    what: `counter ${counter}`,
    live: ({ turns }) => ({ increments: turns }),
  };
  await lineUp(m);
  const stretch = await runForTime(m, point.duration);
  const { threads: done } = await finish(m);
  const threadCounts = threadCountsOf(stretch);
  const made = total(engine.counters.turns(threads));
  const shown = shownBy(engine, point);
  return {
    metrics: {
      throughput: total(threadCounts) / (stretch.after.at - stretch.before.at),
      error: Math.abs(made - shown) / made,
    },
    perThread: { threadCounts },
    histograms: {},
    achieved: {},
    checks: checkAll(point, made, shown),
    readings: {
      overlap: overlapOf(stretch, done),
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads,
    },
  };
}

/** What a reader finds, all threads standing still: the shared counter, or of shards their sum. */
function shownBy({ counters }: ThreadEngine, { counter, threads }: AtomicsPoint): number {
  return counter === 'sharded' ? total(counters.shards(threads)) : counters.guardedCount();
}

function checkAll({ counter }: AtomicsPoint, made: number, shown: number): CheckAnswer[] {
  if (counter !== 'atomic' && counter !== 'sharded') return [];
  const detail = `the counter shows ${shown} of ${made} increments`;
  return [{ id: 'exactWhereExact', holds: shown === made, detail }];
}
