/** manager-proxies: processes use one object through a manager; how many operations a second, and what is lost of them? */
import { z } from 'zod';
import { managerProxies } from '../../../../shared/lab/catalogue/manager-proxies.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import type { FindProgram } from '../engines/program.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openPrograms } from './openPrograms.ts';

const { type, processes } = managerProxies.parameters;

const proxiesPoint = z.object({
  engine: z.literal('python'),
  interpreter: z.string(),
  type: z.enum(type.choices.map(({ value }) => value)),
  processes: z.int().min(1).max(processes.max),
  /** Of the types that have both; a Value is read, then written. */
  operation: z.enum(['atomic', 'compound']).optional(),
  duration: z.number().positive(),
});
type ProxiesPoint = z.output<typeof proxiesPoint>;

const proxiesAnswer = z.object({
  /** Operations of each process. */
  counts: z.array(z.int()),
  /** From the first one's beginning to the last one's end (seconds). */
  elapsed: z.number(),
  /** How many of all operations the object shows at the end. */
  shown: z.int(),
  /** Whether the type did its job between two processes, and what that is. */
  done: z.boolean(),
  said: z.string(),
});

export function openManagerProxies(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => proxiesPoint.parse(params),
    answer: proxiesAnswer,
    live: ({ processes: actors }) => ({ counter: 'operations', actors }),
    conclude,
  });
}

function conclude(point: ProxiesPoint, answer: z.output<typeof proxiesAnswer>): MeasuredRepeat {
  const { counts, elapsed, shown, done, said } = answer;
  const made = total(counts);
  const checks: CheckAnswer[] = [
    { id: 'typeDoesItsJob', holds: done, detail: `${point.type}: ${done ? '' : 'it is not so that '}${said}` },
  ];
  if (point.type !== 'Value' && point.operation !== 'compound') {
    const detail = `${formatCount(made)} operations made, ${formatCount(shown)} of them to be seen at the end`;
    checks.push({ id: 'atomicLosesNothing', holds: shown === made, detail });
  }
  return {
    metrics: { operationsPerSecond: made / elapsed, lostShare: 1 - shown / made },
    perThread: {},
    histograms: {},
    achieved: {},
    checks,
    readings: {},
  };
}
