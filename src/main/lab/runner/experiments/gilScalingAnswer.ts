/** What the programs of gil-scaling answer, and what all engines make of it: workers that worked for the same time. */
import { z } from 'zod';
import type { Seconds } from '../../../../shared/units/quantity.ts';

/** One worker's part. Times are monotonic seconds. */
export const workerPart = z.object({
  /** When it came into its loop, before the time that counts. */
  entered: z.number(),
  /** The first ends of a turn past the beginning and past the end of that time, and the CPU time between the two (seconds; null where Linux does not tell). */
  first: z.number(),
  last: z.number(),
  cpu: z.number().nullable(),
  /** All turns of its loop, and those that ended in that time. */
  turns: z.int(),
  counted: z.int(),
});
export type WorkerPart = z.output<typeof workerPart>;

/** Workers in the time that counts. */
export interface Crew<Part extends WorkerPart = WorkerPart> {
  begin: number;
  end: number;
  workers: Part[];
}

/** `part`: what an experiment's worker tells besides. */
export function crewOf<Part extends WorkerPart>(part: z.ZodType<Part>): z.ZodType<Crew<Part>> {
  return z.object({ begin: z.number(), end: z.number(), workers: z.array(part) });
}

export const sharedWork = workerPart.extend({
  /** Of the results of its units, modulo 2^32. */
  checksum: z.int(),
});
export type SharedWork = z.output<typeof sharedWork>;

/** One worker is measured alone for as long as all are together, but not longer than this; the same in src/python/workers.py. */
export const mostAlone: Seconds = 0.3;

export const gilScalingAnswer = z.object({
  /** Whether an interpreter's lock is on; null where that is not known, absent where there is none. */
  gil: z.boolean().nullable().optional(),
  /** One worker with one share of the work, then all of them. */
  alone: crewOf(sharedWork),
  together: crewOf(sharedWork),
});
export type GilScalingAnswer = z.output<typeof gilScalingAnswer>;
