/** How requests name a process. */
import { z } from 'zod';

/** A process is its number and its start: a number alone may belong to another process by now. */
export const processKey = z.object({ pid: z.int().min(1), startTicks: z.int().min(0) });
export type ProcessKey = z.output<typeof processKey>;
