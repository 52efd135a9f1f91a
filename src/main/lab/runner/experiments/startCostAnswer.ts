/** What the programs of start-cost answer, on every engine. */
import { z } from 'zod';

export const startCostAnswer = z.object({
  /** Of each start, until the unit's first instruction (seconds). */
  latencies: z.array(z.number()),
  /** Who each unit was, as it told itself. */
  units: z.array(z.object({ process: z.int(), thread: z.int() })),
  /** That which started them. */
  process: z.int(),
  /** Proportional set of all while all units were there, less that before (bytes); null where Linux does not tell. */
  memory: z.number().nullable(),
});
