/** A worker or child of process-pool on Node: sleeps for each task that it is sent, and tells when it began and ended; the message "end" has it tell what it ran. */
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { monotonicSeconds } from '../protocol.ts';
import { nameOwnThread } from '../threadIdentity.ts';

const order = z.union([z.object({ number: z.int(), time: z.number() }), z.literal('end')]);

/** What it answers. */
export const poolWord = z.union([
  z.object({ number: z.int(), began: z.number(), ended: z.number() }),
  /** At its end: the numbers of the tasks that it ran. */
  z.object({ ran: z.array(z.int()) }),
]);
type PoolWord = z.output<typeof poolWord>;

export function beWorker(): void {
  nameOwnThread(`pool-w${process.argv[3] ?? ''}`);
  const port = parentPort;
  const tell = (word: PoolWord) => (port ? port.postMessage(word) : process.send?.(word));
  const ran: number[] = [];
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  const hear = (message: unknown) => {
    const began = monotonicSeconds();
    const asked = order.parse(message);
    if (asked === 'end') return void tell({ ran });
    if (asked.time > 0) Atomics.wait(asleep, 0, 0, asked.time * 1000);
    ran.push(asked.number);
    tell({ number: asked.number, began, ended: monotonicSeconds() });
  };
  if (port) return void port.on('message', hear);
  process.once('disconnect', () => process.exit(0));
  process.on('message', hear);
}
