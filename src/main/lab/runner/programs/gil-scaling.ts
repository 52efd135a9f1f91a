/** gil-scaling on Node: one worker alone, then all of them, serially in one thread, in worker threads, or in child processes. */
import { z } from 'zod';
import { mostAlone, gilScalingAnswer, type GilScalingAnswer } from '../experiments/gilScalingAnswer.ts';
import type { Telling } from './nodePrograms.ts';
import { workTogether } from './team.ts';

const request = z.object({
  mode: z.enum(['serial', 'threads', 'processes']),
  workers: z.int().min(1),
  body: z.enum(['arithmetic', 'strings']),
  duration: z.number().positive(),
});

export async function gilScaling(asked: unknown, telling: Telling): Promise<GilScalingAnswer> {
  const { mode, workers, body, duration } = request.parse(asked);
  const team = { program: 'gil-scaling', kind: mode === 'processes' ? mode : ('threads' as const) };
  const alone = await workTogether({
    ...team,
    name: 'alone',
    count: 1,
    duration: Math.min(duration, mostAlone),
    asked: { body, shares: 1 },
    live: false,
  });
  const together = await workTogether({
    ...team,
    name: mode,
    count: mode === 'serial' ? 1 : workers,
    duration,
    asked: { body, shares: workers },
    live: true,
    started: (threads) => telling.started('gil-scaling', threads),
  });
  return gilScalingAnswer.parse({ alone, together });
}
