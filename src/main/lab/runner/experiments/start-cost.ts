/** Start cost: threads or processes are started one after the other; how long until each runs, and what memory does it take? */
import { z } from 'zod';
import { startCost } from '../../../../shared/lab/catalogue/start-cost.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { addToHistogram, closeHistogram, createHistogram } from '../../../../shared/statistics/histogram.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { openPrograms } from './openPrograms.ts';
import { startCostAnswer } from './startCostAnswer.ts';

const startCostPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  kind: z.string(),
  count: z.int().min(1).max(startCost.parameters.count.max),
});
type StartCostPoint = z.output<typeof startCostPoint>;

const threadKinds = ['thread', 'worker'];

export function openStartCost(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => startCostPoint.parse(params),
    answer: startCostAnswer,
    live: () => ({ counter: 'starts', actors: 1 }),
    conclude,
  });
}

function conclude({ kind, count }: StartCostPoint, answer: z.output<typeof startCostAnswer>): MeasuredRepeat {
  const { latencies, units, process, memory } = answer;
  const distribution = createHistogram('seconds', 1e-9);
  for (const latency of latencies) addToHistogram(distribution, latency);
  const ownProcess = !threadKinds.includes(kind);
  const distinct = new Set(units.map(({ thread }) => thread)).size;
  const inPlace = units.filter((unit) => (unit.process === process) !== ownProcess && unit.thread !== process).length;
  return {
    metrics: { startLatency: median(latencies), memoryPerUnit: memory === null ? null : memory / count },
    perThread: {},
    histograms: { latencies: closeHistogram(distribution) },
    achieved: {},
    checks: [
      {
        id: 'allRan',
        holds: distinct === count && inPlace === count,
        detail: `${distinct} of ${count} ran, ${inPlace} of them ${ownProcess ? 'in a process of its own' : 'as a thread of the process that started it'}`,
      },
    ],
    readings: {},
  };
}
