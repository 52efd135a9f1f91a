/** Control: each case is done for real on one interpreter, and what came of it stands beside what is said. */
import { z } from 'zod';
import type { Outcome } from '../../../../shared/runs/record.ts';
import type { FindProgram } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import { controlOutcome, controlPoint } from './controlOutcome.ts';
import type { OpenExperiment } from './experiment.ts';
import { openPrograms } from './openPrograms.ts';

const controlAnswer = z.object({
  /** Whether the thread or process that something was done to was there, and it was done. */
  ready: z.boolean(),
  /** What came of it; each case has its own. */
  seen: z.unknown(),
  /** Seconds until it did; null where it did not while that was waited for. */
  latency: z.number().nullable(),
});

export function openControl(find: FindProgram): Promise<OpenExperiment> {
  return openPrograms(find, {
    parse: (params) => controlPoint.parse(params),
    answer: controlAnswer,
    live: () => ({ counter: 'steps', actors: 1 }),
    conclude(point, { ready, seen, latency }): MeasuredRepeat {
      const outcome: Outcome = controlOutcome(point.case, seen);
      return {
        metrics: { latency },
        perThread: {},
        histograms: {},
        outcomes: { outcome },
        achieved: {},
        checks: [
          {
            id: 'observed',
            holds: ready && (latency !== null || outcome.code === 'refused'),
            detail: ready ? outcome.words : 'what it should be done to was not there',
          },
        ],
        readings: {},
      };
    },
  });
}
