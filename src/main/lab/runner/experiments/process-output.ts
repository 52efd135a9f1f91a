/** Process output: several processes print lines to one pipe; how many arrive whole, with and without a lock? */
import { z } from 'zod';
import { processOutput } from '../../../../shared/lab/catalogue/process-output.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { total } from '../total.ts';
import type { OpenExperiment } from './experiment.ts';
import { openPrograms } from './openPrograms.ts';
import { finiteOrNull } from './stretch.ts';

const processOutputPoint = z.object({
  engine: z.literal('python'),
  interpreter: z.string(),
  lock: z.enum(['none', 'Lock']),
  processes: z.int().min(1),
  lines: z.int().min(1),
  lineLength: z.int().min(processOutput.parameters.lineLength.min),
});
type ProcessOutputPoint = z.output<typeof processOutputPoint>;

const processOutputAnswer = z.object({
  /** Lines that each process wrote. */
  written: z.array(z.int()),
  /** Those that arrived as they were written, once and in their process's order. */
  whole: z.int(),
  /** Seconds from the start line until the last byte was read. */
  elapsed: z.number(),
  /** Exit statuses of the processes. */
  statuses: z.array(z.int()),
});

export function openProcessOutput(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => processOutputPoint.parse(params),
    request: () => ({ longest: processOutput.longestRepeat }),
    answer: processOutputAnswer,
    live: ({ processes }) => ({ counter: 'lines', actors: processes }),
    conclude,
  });
}

function conclude({ lock }: ProcessOutputPoint, answer: z.output<typeof processOutputAnswer>): MeasuredRepeat {
  const { whole, elapsed, statuses } = answer;
  const written = total(answer.written);
  const failed = statuses.filter((status) => status !== 0).length;
  return {
    metrics: { brokenLines: finiteOrNull(1 - whole / written), throughput: finiteOrNull(written / elapsed) },
    perThread: {},
    histograms: {},
    achieved: {},
    checks:
      lock === 'none'
        ? []
        : [
            {
              id: 'noBrokenLines',
              holds: whole === written && failed === 0,
              detail: `${whole} of ${written} lines arrived whole${failed === 0 ? '' : `; ${failed} processes failed`}`,
            },
          ],
    readings: {},
  };
}
