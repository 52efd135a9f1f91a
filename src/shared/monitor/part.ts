/** A part of what is told of a process: there, or why not. */
import { z } from 'zod';

/** Each part stands by itself: what one file of /proc refuses takes nothing from the others. `reason` is a sentence. */
export function part<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('available', [
    z.object({ available: z.literal(true), value }),
    z.object({ available: z.literal(false), reason: z.string() }),
  ]);
}

export type Part<Value> = { available: true; value: Value } | { available: false; reason: string };
