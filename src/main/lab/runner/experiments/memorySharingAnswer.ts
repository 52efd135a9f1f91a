/** What the programs of memory-sharing answer, on every engine. Two write to a region: main, and the other, which main has started. */
import { z } from 'zod';

export const memorySharingAnswer = z.object({
  /** Pages that each of the two wrote. */
  written: z.int(),
  /** Of the other's writes: those that main sees, and the other itself. */
  othersSeen: z.object({ byMain: z.int(), byOther: z.int() }),
  /** Of main's writes, made after that. */
  mainsSeen: z.object({ byMain: z.int(), byOther: z.int() }),
  /** Growth of the unique set of the other's process, from before it wrote, or on Node had the region, until it had written (bytes); null where Linux does not tell. */
  privateBytes: z.number().nullable(),
  /** Seconds that the other's writes took, all together. */
  touching: z.number(),
  pageBytes: z.int(),
});
