/** What the programs of context-switch answer, on every engine. Main sends tokens, the other hands them back. */
import { z } from 'zod';

export const contextSwitchAnswer = z.object({
  /** Tokens that main sent, those before what counts included; those that did not come back as they were; those that the other handed back. */
  sent: z.int(),
  wrong: z.int(),
  answered: z.int(),
  /** Round trips that count, and the seconds they took. */
  turns: z.int(),
  elapsed: z.number(),
  /** Context switches of both meanwhile; null where Linux does not tell. */
  switches: z.int().nullable(),
  /** Share of the pins that were seen to hold; null where nothing is pinned. */
  pins: z.number().nullable(),
});
export type ContextSwitchAnswer = z.output<typeof contextSwitchAnswer>;
