/** What one thread waits on now, read on demand: the system call it is in, and what the call's first argument stands for. */
import { z } from 'zod';
import { procedure } from '../rpc/contract.ts';
import { namedProcess, socketFacts } from './details.ts';
import { part } from './part.ts';
import { processKey } from './processKey.ts';

const waitsOn = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('descriptor'),
    fd: z.int(),
    /** What the link says; null where it may not be read or is closed by now. */
    target: z.string().nullable(),
    socket: socketFacts.nullable(),
  }),
  /** Of a futex: a lock, a condition variable, a thread that is joined. */
  z.object({
    kind: z.literal('address'),
    address: z.string(),
    /** Other threads of the process that wait on the same address. */
    others: z.int(),
  }),
  /** The child that is waited for; `child` is null where it has ended. */
  z.object({ kind: z.literal('child'), pid: z.int(), child: namedProcess.nullable() }),
]);

const threadWait = z.object({
  /** The call's name, or its number where that is not known; null where the thread runs, or sleeps outside a call. */
  call: z.string().nullable(),
  /** null where the first argument tells nothing. */
  on: waitsOn.nullable(),
});
export type ThreadWait = z.output<typeof threadWait>;

export const monitorThreadWait = {
  /** A sample: a moment later the thread may wait for something else. */
  threadWait: procedure({
    input: z.object({ process: processKey, tid: z.int().min(1) }),
    output: part(threadWait),
    errors: ['processGone', 'notSupported'],
  }),
} as const;
