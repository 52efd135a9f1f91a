/** What the programs of ipc-throughput answer, on every engine. */
import { z } from 'zod';

const summedUp = z.object({ count: z.int(), sum: z.number() });

export const ipcAnswer = z.object({
  sent: summedUp,
  received: summedUp,
  /** From before the first message was made until the last one was there (seconds). */
  elapsed: z.number(),
  /** Of each round trip (seconds). */
  roundTrips: z.array(z.number()),
  /** Round trips that brought back another message than was sent. */
  wrongAnswers: z.int(),
  /** Whether what another process put into the channel was there; null where that was not tried. */
  reached: z.boolean().nullable(),
});
export type IpcAnswer = z.output<typeof ipcAnswer>;
