/** io-bound: workers that wait for answers, one after the other, at once in threads or processes, or as tasks of one event loop. */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import type { Crew } from './gilScalingAnswer.ts';
import { ioBoundAnswer, type IoBoundAnswer } from './ioBoundAnswer.ts';
import { openPrograms } from './openPrograms.ts';
import { finiteOrNull } from './stretch.ts';

const ioBoundPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  mode: z.enum(['serial', 'threads', 'processes', 'async', 'workers']),
  workers: z.int().min(1),
  kind: z.enum(['sleep', 'socket', 'file']),
  /** Of sleep and socket. */
  wait: z.number().positive().optional(),
  duration: z.number().positive(),
});
type IoBoundPoint = z.output<typeof ioBoundPoint>;

/** All workers of these are one thread. */
const oneThread: readonly string[] = ['serial', 'async'];

export function openIoBound(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => ioBoundPoint.parse(params),
    answer: ioBoundAnswer,
    live: ({ mode, workers }) => ({ counter: 'requests', actors: oneThread.includes(mode) ? 1 : workers }),
    conclude,
  });
}

function conclude(_point: IoBoundPoint, { alone, together, sent }: IoBoundAnswer): MeasuredRepeat {
  const [rateAlone, throughput] = [requestRate(alone), requestRate(together)];
  const all = [...alone.workers, ...together.workers];
  const asked = total(all.map(({ turns }) => turns));
  const answered = total(all.map((worker) => worker.answered));
  const twice = total(all.map((worker) => worker.twice));
  const byServer = sent === null ? '' : `, ${sent} sent by the server`;
  return {
    metrics: { speedup: finiteOrNull(throughput / rateAlone), throughput },
    perThread: {},
    histograms: {},
    achieved: { oneWorker: rateAlone },
    checks: [
      {
        id: 'allAnswered',
        holds: answered === asked && twice === 0 && (sent === null || sent === asked),
        detail: `${asked} requests, ${answered} answered, ${twice} twice${byServer}`,
      },
    ],
    readings: {},
  };
}

/** Requests a second, from each worker's first answer in the time that counts to its last: a wait may be a good part of that time. */
function requestRate({ workers }: Crew): number {
  return total(workers.map(({ counted, first, last }) => (counted === 0 ? 0 : counted / (last - first))));
}
