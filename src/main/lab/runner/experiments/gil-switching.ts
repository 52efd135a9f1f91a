/** gil-switching: how long a thread that is sent a datagram waits for the interpreter, while other threads compute. */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { addToHistogram, closeHistogram, createHistogram } from '../../../../shared/statistics/histogram.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { overlapOfCrew } from './crew.ts';
import type { OpenExperiment } from './experiment.ts';
import { crewOf, workerPart } from './gilScalingAnswer.ts';
import { openPrograms } from './openPrograms.ts';
import { finiteOrNull } from './stretch.ts';

const switchingPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  cpuThreads: z.int().min(0),
  switchInterval: z.number().positive(),
  duration: z.number().positive(),
});
type SwitchingPoint = z.output<typeof switchingPoint>;

/** The workers are the threads that compute. */
const switchingAnswer = crewOf(workerPart).and(
  z.object({
    gil: z.boolean().nullable(),
    /** As the process that sends them counted: answers to one that was answered before are `twice`. */
    pings: z.object({ sent: z.int(), answered: z.int(), twice: z.int() }),
    /** As the thread that answers counted: seconds from each sending, context switches of its process, and in what time. */
    echoes: z.object({ latencies: z.array(z.number()), switches: z.int(), elapsed: z.number() }),
  }),
);

export function openGilSwitching(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => switchingPoint.parse(params),
    answer: switchingAnswer,
    live: () => ({ counter: 'answers', actors: 1 }),
    conclude,
  });
}

function conclude({ cpuThreads }: SwitchingPoint, answer: z.output<typeof switchingAnswer>): MeasuredRepeat {
  const { gil, pings, echoes } = answer;
  const distribution = createHistogram('seconds', 1e-9);
  for (const latency of echoes.latencies) addToHistogram(distribution, latency);
  const { sent, answered, twice } = pings;
  const taken = echoes.latencies.length;
  return {
    metrics: {
      medianLatency: finiteOrNull(median(echoes.latencies)),
      switchesPerSecond: echoes.switches / echoes.elapsed,
    },
    perThread: {},
    histograms: { ioLatency: closeHistogram(distribution) },
    achieved: {},
    checks: [
      {
        id: 'echoCount',
        holds: answered === sent && taken === sent && twice === 0,
        detail: `${sent} pings sent, ${taken} taken, ${answered} answered, ${twice} answered twice`,
      },
    ],
    readings: { overlap: overlapOfCrew(answer), threads: gil === false ? cpuThreads + 1 : 1 },
  };
}
