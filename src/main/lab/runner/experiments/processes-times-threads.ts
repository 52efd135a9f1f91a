/** processes-times-threads: how many tasks P processes of T threads do in a fixed time, where each task uses the CPU for a share of its time. */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { checksumOf } from '../unitWork.ts';
import { total } from '../total.ts';
import { overlapOfCrew, rateOf } from './crew.ts';
import type { OpenExperiment } from './experiment.ts';
import { crewOf, sharedWork, type Crew, type SharedWork } from './gilScalingAnswer.ts';
import { openPrograms } from './openPrograms.ts';

const splitPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  processes: z.int().min(1),
  threads: z.int().min(1),
  cpuShare: z.number().min(0).max(1),
  duration: z.number().positive(),
});
type SplitPoint = z.output<typeof splitPoint>;

const splitAnswer = z.object({
  /** Whether the interpreter's lock is on; null where that is not known. */
  gil: z.boolean().nullable(),
  /** Units of work of a task. */
  units: z.int(),
  /** One thread of one process, then all of them. */
  alone: crewOf(sharedWork),
  together: crewOf(sharedWork),
});
type SplitAnswer = z.output<typeof splitAnswer>;

export function openProcessesTimesThreads(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => splitPoint.parse(params),
    answer: splitAnswer,
    live: ({ processes, threads }) => ({ counter: 'tasks', actors: processes * threads }),
    conclude,
  });
}

function conclude(point: SplitPoint, { gil, units, alone, together }: SplitAnswer): MeasuredRepeat {
  const wrong = together.workers.filter(
    ({ turns, checksum }, number) => checksum !== checksumOf('arithmetic', [number], turns * units),
  ).length;
  const tasks = total(together.workers.map(({ turns }) => turns));
  return {
    metrics: { throughput: rateOf(together) },
    perThread: {},
    histograms: {},
    achieved: achievedShare(alone),
    checks: [
      {
        id: 'sameWork',
        holds: wrong === 0,
        detail: `${tasks} tasks of ${units} units, ${wrong === 0 ? 'every thread with the results that they must give' : `${wrong} threads with other results than they must give`}`,
      },
    ],
    readings: { overlap: overlapOfCrew(together), threads: busyThreads(point, gil) },
  };
}

/** Of the time of one thread alone. */
function achievedShare({ workers }: Crew<SharedWork>): Record<string, number> {
  const [one] = workers;
  return one === undefined || one.cpu === null ? {} : { cpuShare: one.cpu / (one.last - one.first) };
}

/** Threads that want a CPU at once: of a process whose interpreter has its lock on no more than one. */
function busyThreads({ processes, threads, cpuShare }: SplitPoint, gil: boolean | null): number {
  return Math.ceil(processes * Math.min(gil === false ? threads : 1, threads * cpuShare));
}
