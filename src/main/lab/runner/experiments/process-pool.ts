/** process-pool: a caller has tasks done by a pool, or by a new process or thread each; how long do tasks wait, and how long does the caller? */
import { z } from 'zod';
import { processPool } from '../../../../shared/lab/catalogue/process-pool.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import { formatValue } from '../../../../shared/units/format.ts';
import { formatCount } from '../../../../shared/units/number.ts';
import type { FindProgram } from '../engines/program.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openPrograms } from './openPrograms.ts';
import { poolAnswer, type PoolAnswer } from './poolAnswer.ts';
import { finiteOrNull } from './stretch.ts';

const { workers, tasks } = processPool.parameters;

const poolPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  kind: z.string(),
  submit: z.string().optional(),
  workers: z.int().min(1).max(workers.max),
  tasks: z.int().min(1).max(tasks.max),
  taskTime: z.number().min(0),
  chunk: z.int().min(1).optional(),
});
type PoolPoint = z.output<typeof poolPoint>;

export function openProcessPool(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => poolPoint.parse(params),
    answer: poolAnswer,
    live: ({ workers: actors }) => ({ counter: 'tasks', actors }),
    conclude,
  });
}

function conclude({ workers: count }: PoolPoint, answer: PoolAnswer): MeasuredRepeat {
  const { submitted, elapsed, held, tasks: done } = answer;
  const work = total(done.map(({ took }) => took));
  return {
    metrics: {
      throughput: done.length / elapsed,
      queueWait: finiteOrNull(median(done.map(({ waited }) => waited))),
      callerWait: held / submitted,
      utilisation: work / (count * elapsed),
    },
    perThread: {},
    histograms: {},
    achieved: {},
    checks: [eachOnce(answer), workBound(work, count, elapsed)],
    readings: {},
  };
}

function eachOnce({ submitted, tasks: done, ran }: PoolAnswer): CheckAnswer {
  const distinct = new Set(done.map(({ number }) => number)).size;
  const once = ran.filter((times) => times === 1).length;
  return {
    id: 'eachOnce',
    holds: done.length === submitted && distinct === submitted && once === submitted && ran.length === submitted,
    detail: `${formatCount(submitted)} tasks submitted, ${formatCount(once)} ran once, ${formatCount(distinct)} of them answered`,
  };
}

function workBound(work: number, count: number, elapsed: number): CheckAnswer {
  const bound = count * elapsed;
  const detail = `the tasks took ${formatValue(work, 'seconds')} together, ${formatCount(count)} workers had ${formatValue(bound, 'seconds')}`;
  return { id: 'workBound', holds: work <= bound, detail };
}
