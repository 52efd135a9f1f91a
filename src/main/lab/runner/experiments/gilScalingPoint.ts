/** What a point of gil-scaling asks for, on every engine. */
import { z } from 'zod';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import { bodyNames } from '../unitWork.ts';

export const gilScalingPoint = z.object({
  engine: z.enum(engineNames),
  interpreter: z.string().optional(),
  mode: z.enum(['serial', 'threads', 'processes']),
  workers: z.int().min(1),
  body: z.enum(bodyNames),
  duration: z.number().positive(),
});
export type GilScalingPoint = z.output<typeof gilScalingPoint>;

/** Threads or processes that work. */
export function actorsOf({ mode, workers }: Pick<GilScalingPoint, 'mode' | 'workers'>): number {
  return mode === 'serial' ? 1 : workers;
}
