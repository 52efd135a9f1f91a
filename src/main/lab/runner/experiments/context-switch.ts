/**
 * Context switch: a token goes from main to another and back. On native, python and node that is a program that measures by itself; on
 * wasm two of the runner's threads, which sleep on a word of their memory.
 */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { FindProgram } from '../engines/program.ts';
import type { EngineOpeners } from '../engines/threadEngine.ts';
import { pinThreads, unpinThreads } from '../placement.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import { contextSwitchAnswer, type ContextSwitchAnswer } from './contextSwitchAnswer.ts';
import type { OpenExperiment } from './experiment.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { openPrograms } from './openPrograms.ts';
import { measureSignal } from './signalRepeat.ts';
import { finiteOrNull, spentIn } from './stretch.ts';

const contextSwitchPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  channel: z.enum(['futex', 'condition', 'pipe', 'socket', 'messagePort']),
  /** Of a messagePort there is no other than threads. */
  between: z.enum(['threads', 'processes']).default('threads'),
  placement: z.enum(['sameCpu', 'twoCpus', 'free']),
  workingSet: z.int().min(0),
  duration: z.number().positive(),
});
type ContextSwitchPoint = z.output<typeof contextSwitchPoint>;

/** The kind of the loop on wasm. */
export const contextSwitchKind = 'contextSwitch';

/** `order.pins`: the pair of CPUs among which a placement chooses; null where none is asked but `free`. */
export async function openContextSwitch(
  { points, pins }: Pick<RunOrder, 'points' | 'pins'>,
  find: FindProgram,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  const programs = await openPrograms(find, {
    parse: (params) => contextSwitchPoint.parse(params),
    request: (point) => ({ between: point.between, cpus: cpusFor(point, pins) }),
    answer: contextSwitchAnswer,
    live: () => ({ counter: 'turns', actors: 1 }),
    conclude: (_point, answer) => concludeSwitches(answer),
  });
  const onWasm = points.filter(({ engine }) => engine === 'wasm');
  const threads = await openOnEngines({ points: onWasm, pins: null }, openers, {
    parse: (params) => ({ ...contextSwitchPoint.parse(params), threads: 2 }),
    kindOf: () => contextSwitchKind,
    workingSetOf: ({ workingSet }) => 2 * workingSet,
    measure(repeat) {
      // Those of a point before may still be pinned.
      if (repeat.point.placement === 'free' && pins !== null) unpinThreads(repeat.tids);
      return measureThreads(repeat, cpusFor(repeat.point, pins));
    },
    costsOf: () => ({}),
  });
  return {
    measure: (params, seed, listener) =>
      (params['engine'] === 'wasm' ? threads : programs).measure(params, seed, listener),
    costOfMeasuring: () => threads.costOfMeasuring(),
    close: () => threads.close(),
  };
}

/** Of main and of the other; empty where Linux places them. */
function cpusFor({ placement }: ContextSwitchPoint, pins: readonly number[] | null): number[] {
  if (placement === 'free') return [];
  const [first, second = first] = pins ?? [];
  if (first === undefined || second === undefined)
    throw new ThreadlabError('internal', `The order names no CPUs for the placement ${placement}.`);
  return placement === 'sameCpu' ? [first, first] : [first, second];
}

async function measureThreads(
  repeat: RepeatOf<ContextSwitchPoint & { threads: number }>,
  cpus: readonly number[],
): Promise<MeasuredRepeat> {
  const { point, engine, tids } = repeat;
  const pins = cpus.length === 0 ? null : pinThreads({ process: engine.process, tids }, cpus) / tids.length;
  const { stretch, elapsed, threadCounts, readings } = await measureSignal(repeat, {
    kind: contextSwitchKind,
    perCall: 64,
    settings: [point.workingSet],
    name: 'switch',
    live: ({ turns: [turns = NaN] }) => ({ turns: [turns] }),
  });
  const [turns = NaN] = threadCounts;
  const [sent = NaN, handedBack = NaN] = engine.counters.turns(2);
  const measured = concludeSwitches({
    sent,
    wrong: engine.counters.violations(2),
    // The end may come after the second has handed a token back, and before the first has it.
    answered: handedBack === sent + 1 ? sent : handedBack,
    turns,
    elapsed,
    switches: finiteOrNull(spentIn(stretch, 'switches')),
    pins,
  });
  // One of the two runs at a time.
  return { ...measured, readings: { ...readings, threads: 1, ...measured.readings } };
}

function concludeSwitches(answer: ContextSwitchAnswer): MeasuredRepeat {
  const { sent, wrong, answered, turns, elapsed, switches, pins } = answer;
  return {
    metrics: {
      roundTrip: finiteOrNull(elapsed / turns),
      switchesPerSecond: switches === null ? null : finiteOrNull(switches / elapsed),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: [
      {
        id: 'tokensBack',
        holds: wrong === 0 && answered === sent,
        detail: `${sent} tokens sent, ${answered} handed back, ${wrong} of them not as they were`,
      },
    ],
    readings: pins === null ? {} : { pins },
  };
}
