/** Re-entry: a lock is tried out by two threads (taken twice, given back by a stranger), then one takes it as often as asked, again and again. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { Outcome } from '../../../../shared/runs/record.ts';
import { countingCost, type EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull } from './stretch.ts';

const rlockPoint = z
  .object({
    engine: z.enum(engineNames),
    lock: z.enum(['futex', 'recursive', 'pthreadMutex', 'pthreadRecursive', 'pthreadErrorCheck', 'Lock', 'RLock']),
    depth: z.int().min(1),
    duration: z.number().positive(),
    /** On Python alone. */
    interpreter: z.string().optional(),
  })
  .transform((point) => ({ ...point, threads: 2 })); // the one that takes it, and the other
type RlockPoint = z.output<typeof rlockPoint>;

/** What the second acquisition by the same thread does. */
const outcomes = {
  blocked: { kept: layout.TWICE_BLOCKED, words: 'The second acquisition blocked: it had no lock after 50 ms.' },
  reentered: { kept: layout.TWICE_REENTERED, words: 'The second acquisition got in at once.' },
  refused: { kept: layout.TWICE_REFUSED, words: 'The second acquisition was refused with EDEADLK.' },
} as const;
type Twice = keyof typeof outcomes;

/** What is documented of each lock: of a second acquisition, and whether it asks who gives it back. */
const documented: Readonly<Record<RlockPoint['lock'], { twice: Twice; owned: boolean }>> = {
  futex: { twice: 'blocked', owned: false },
  recursive: { twice: 'reentered', owned: true },
  pthreadMutex: { twice: 'blocked', owned: false },
  pthreadRecursive: { twice: 'reentered', owned: true },
  pthreadErrorCheck: { twice: 'refused', owned: true },
  Lock: { twice: 'blocked', owned: false },
  RLock: { twice: 'reentered', owned: true },
};

/** The kind of a lock's loop. */
export function rlockKind(lock: string): string {
  return `rlock ${lock}`;
}

/** `openers`: by engine; a test may hand in one with a broken lock. */
export function openRlock(order: Pick<RunOrder, 'points' | 'pins'>, openers: EngineOpeners): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => rlockPoint.parse(params),
    kindOf,
    measure: measureRlock,
    costsOf: (engine) => countingCost(engine, 'countedTurn'),
  });
}

function kindOf({ engine, lock }: RlockPoint): string {
  return engine === 'python' ? lock : rlockKind(lock);
}

async function measureRlock(repeat: RepeatOf<RlockPoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { lock, depth } = point;
  const first = (offset: number) => engine.counters.ofThread(0, offset);
  const { elapsed, threadCounts, free, readings } = await measureSignal(repeat, {
    kind: kindOf(point),
    perCall: 256,
    settings: [depth],
    name: lock,
    live: ({ turns: [turns = NaN] }) => ({ turns: [turns] }),
    ready: () => first(layout.ALL_TRIED) === 1,
  });
  const twice = twiceOf(first(layout.TAKEN_TWICE));
  const [turns = NaN] = threadCounts;
  return {
    // A lock that does not let its owner in again has no such depth.
    metrics: { latency: depth === 1 || twice === 'reentered' ? finiteOrNull(elapsed / turns / depth) : null },
    perThread: {},
    histograms: {},
    outcomes: { outcome: outcomeOf(point, twice) },
    achieved: {},
    checks: checkAll(repeat, twice, free),
    readings,
  };
}

function twiceOf(kept: number): Twice {
  return kept === layout.TWICE_REENTERED ? 'reentered' : kept === layout.TWICE_REFUSED ? 'refused' : 'blocked';
}

const said: Readonly<Record<Twice, string>> = {
  blocked: 'Whoever holds a plain lock and asks again waits for himself.',
  reentered: 'A recursive lock lets its owner in again.',
  refused: 'An error-checking lock refuses its owner.',
};

function outcomeOf({ lock }: RlockPoint, twice: Twice): Outcome {
  const expected = documented[lock].twice;
  return { code: twice, words: outcomes[twice].words, said: said[expected], asSaid: twice === expected };
}

function checkAll({ point, engine: { counters } }: RepeatOf<RlockPoint>, twice: Twice, free: boolean): CheckAnswer[] {
  const { lock, depth } = point;
  const other = (offset: number) => counters.ofThreads(2, offset)[1] === 1;
  const expected = documented[lock];
  const [early, late] = [other(layout.GOT_HELD), other(layout.GOT_FREE)];
  const times = twice === 'reentered' ? depth : 1;
  const answers: CheckAnswer[] = [];
  if (expected.twice !== 'reentered') {
    answers.push({ id: 'plainBlocks', holds: twice === expected.twice, detail: outcomes[twice].words });
  }
  answers.push({
    id: 'depthReleases',
    holds: !early && late && free && (expected.twice !== 'reentered' || twice === 'reentered'),
    detail: `taken ${times} times: another thread ${early ? 'got' : 'did not get'} it before the last release and ${late ? 'got' : 'did not get'} it after${free ? '' : '; the lock did not end free'}`,
  });
  if (expected.owned) {
    const refused = other(layout.FOREIGN_REFUSED);
    const detail = `a release by a thread that does not hold it was ${refused ? 'refused' : 'accepted'}`;
    answers.push({ id: 'foreignRefused', holds: refused, detail });
  }
  return answers;
}
