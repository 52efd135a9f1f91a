/** Dining philosophers by a rule, for a fixed time: deadlocks are found, told and broken, and the meal goes on. */
import { z } from 'zod';
import * as layout from '../../../../kernels/layout.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { Outcome } from '../../../../shared/runs/record.ts';
import { closeHistogram } from '../../../../shared/statistics/histogram.ts';
import type { EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { orderCycle } from './lockOrder.ts';
import { openOnEngines, type RepeatOf } from './openOnEngines.ts';
import { measureSignal } from './signalRepeat.ts';

const rules = {
  none: layout.RULE_NONE,
  ordered: layout.RULE_ORDERED,
  tryLock: layout.RULE_TRY_LOCK,
  arbiter: layout.RULE_ARBITER,
} as const;

const deadlockPoint = z
  .object({
    engine: z.enum(engineNames),
    rule: z.enum(['none', 'ordered', 'tryLock', 'arbiter']),
    philosophers: z.int().min(2).max(64),
    duration: z.number().positive(),
    /** On Python alone. */
    interpreter: z.string().optional(),
  })
  .transform((point) => ({ ...point, threads: point.philosophers }));
type DeadlockPoint = z.output<typeof deadlockPoint>;

export const deadlockKind = 'deadlock';
/** Seconds of thinking, between the forks, and of eating. */
const step = 1e-6;

/** `openers`: by engine; a test may hand in one with broken rules. */
export function openDeadlock(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
): Promise<OpenExperiment> {
  return openOnEngines(order, openers, {
    parse: (params) => deadlockPoint.parse(params),
    kindOf: () => deadlockKind,
    measure: measureDeadlock,
    costsOf: ({ clockReading }) => ({ clockReading }),
  });
}

async function measureDeadlock(repeat: RepeatOf<DeadlockPoint>): Promise<MeasuredRepeat> {
  const { point, engine } = repeat;
  const { rule, philosophers } = point;
  const { counters } = engine;
  const { elapsed, threadCounts, free, readings } = await measureSignal(repeat, {
    kind: deadlockKind,
    perCall: 64,
    settings: [philosophers, rules[rule]],
    criticalSection: step,
    thinkTime: step,
    name: 'philosopher',
    live: ({ turns }) => ({ meals: turns }),
  });
  const cycles = total(counters.ofThreads(philosophers, layout.CYCLES));
  const lengths = total(counters.ofThreads(philosophers, layout.CYCLE_LENGTHS));
  return {
    metrics: { meals: total(threadCounts) / elapsed, waitForCycle: cycles === 0 ? null : lengths / cycles },
    perThread: { threadCounts },
    histograms: {
      timeToDeadlock: closeHistogram(counters.histogram('latency', philosophers, 'seconds', 1e-9)),
    },
    outcomes: { lockOrderWarning: orderOutcome(repeat) },
    achieved: {},
    checks: checkAll(repeat, cycles, free),
    // Deadlocks, and the time until each is found, make the rate what it is: it has no warm-up.
    readings: { ...readings, warmUpDrift: null },
  };
}

/** From the order in which each philosopher took its forks, waiting for the second with the first in hand. */
function orderOutcome({ point: { philosophers, rule }, engine: { counters } }: RepeatOf<DeadlockPoint>): Outcome {
  const edges = counters
    .ofThreads(philosophers, layout.FORK_ORDER)
    .filter((order) => order > 0)
    .map((order) => ({ from: Math.floor(order / 256), to: order % 256 }));
  const cycle = orderCycle(edges);
  const expected = rule === 'none' || rule === 'arbiter';
  const said = expected
    ? 'Each waits for the fork on its right with the left one in hand: the order has a cycle, with an arbiter too.'
    : rule === 'ordered'
      ? 'Forks are taken by their numbers: no cycle.'
      : 'Nobody waits with a fork in hand: no order, and no cycle.';
  if (cycle === null) {
    const seen = edges.length === 0 ? 'nobody waited with a fork in hand' : `${edges.length} orders`;
    return { code: 'none', words: `No cycle in the order of the forks (${seen}).`, said, asSaid: !expected };
  }
  const words = `Warning: the order of the forks has a cycle, ${cycle.join(', ')} and again ${cycle[0]}, whether or not this run stood still.`;
  return { code: 'cycle', words, said, asSaid: expected };
}

function checkAll(
  { point, engine: { counters } }: RepeatOf<DeadlockPoint>,
  cycles: number,
  free: boolean,
): CheckAnswer[] {
  const { rule, philosophers } = point;
  const untrue = total(counters.ofThreads(philosophers, layout.FALSE_CYCLES));
  const beside = counters.violations(philosophers);
  const meals = total(counters.turns(philosophers));
  const answers: CheckAnswer[] = [
    {
      id: 'cycleReal',
      holds: untrue === 0,
      detail: `${cycles} cycles of waits, of which ${cycles - untrue} still stood 2 ms later`,
    },
  ];
  if (rule !== 'none') {
    const left = free ? '' : '; a fork was not put back';
    answers.push({
      id: 'rulesHold',
      holds: cycles - untrue === 0 && free,
      detail: `${cycles - untrue} deadlocks in ${meals} meals${left}`,
    });
  }
  answers.push({
    id: 'neighboursApart',
    holds: beside === 0,
    detail: `a neighbour seen eating with the same fork ${beside} times in ${meals} meals`,
  });
  return answers;
}
