/** What the programs of process-pool answer, on every engine. */
import { z } from 'zod';

export const poolAnswer = z.object({
  /** Tasks that the caller submitted. */
  submitted: z.int(),
  /** From the first submission to the last result (seconds). */
  elapsed: z.number(),
  /** Together in the calls that submit (seconds). */
  held: z.number(),
  /** Each result that came back: the task's number, its wait from submission to beginning, and its time (seconds). */
  tasks: z.array(z.object({ number: z.int(), waited: z.number(), took: z.number() })),
  /** How often each submitted task ran, as those who ran it noted. */
  ran: z.array(z.int()),
});
export type PoolAnswer = z.output<typeof poolAnswer>;
