/** The figures behind one number, read on demand for its row alone: twice where the number is a rate. */
import { z } from 'zod';
import { procedure } from '../rpc/contract.ts';
import { processNumbers, threadNumbers } from './origins.ts';
import { part } from './part.ts';
import { processKey } from './processKey.ts';

/** Seconds between the two readings of a rate. */
const interval = z.number().min(0.1).max(2);

const originRequest = z.discriminatedUnion('of', [
  z.object({ of: z.literal('process'), process: processKey, field: z.enum(processNumbers), interval }),
  z.object({
    of: z.literal('thread'),
    process: processKey,
    tid: z.int().min(1),
    startTicks: z.number(),
    field: z.enum(threadNumbers),
    interval,
  }),
]);
export type OriginRequest = z.output<typeof originRequest>;

const originReading = z.object({
  /** In the order of the origin's figures; digits as Linux wrote them, or their exact sum over threads. */
  figures: z.array(
    z.object({
      path: z.string(),
      /** How many threads were added up; null for a figure of its own. */
      threads: z.int().nullable(),
      /** null where the number is no rate. */
      before: z.string().nullable(),
      after: z.string(),
    }),
  ),
  /** The files of the first origin are missing here: these are of its `otherwise`. */
  isOtherwise: z.boolean(),
  /** Seconds between the two readings; null where there was one. */
  interval: z.number().nullable(),
  /** In the unit of the field. */
  value: z.number(),
  ticksPerSecond: z.number(),
  pageBytes: z.number(),
});
export type OriginReading = z.output<typeof originReading>;

export const monitorOrigin = {
  /** Answers after `interval` where the number is a rate. A part that is not available says why. */
  origin: procedure({
    input: originRequest,
    output: part(originReading),
    errors: ['processGone', 'notSupported'],
  }),
} as const;
