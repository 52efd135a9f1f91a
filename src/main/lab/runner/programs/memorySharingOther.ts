/** The other of memory-sharing: a worker that is handed a region, writes to it, and tells what it sees of both sides' writes. */
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { monotonicSeconds } from '../protocol.ts';
import { nameOwnThread, ownThreadId } from '../threadIdentity.ts';
import { setCount } from './liveCounter.ts';
import { countPages, sides, writePages, writtenPages } from './writtenPages.ts';

export const otherAsked = z.discriminatedUnion('what', [
  z.object({ what: z.literal('begin'), name: z.string() }),
  z.object({
    what: z.literal('write'),
    region: z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
    writtenShare: z.number(),
    /** Where its live counter lies. */
    counter: z.int(),
  }),
  z.object({ what: z.literal('look') }),
]);
export type OtherAsked = z.input<typeof otherAsked>;

export const otherAnswer = z.object({
  tid: z.int(),
  touching: z.number(),
  /** What it sees of the writes of each. */
  others: z.int(),
  mains: z.int(),
});
export type OtherAnswer = z.output<typeof otherAnswer>;

/** Answers every message; does not end by itself. */
export function beOther(): void {
  let bytes: Uint8Array = new Uint8Array();
  let pages: number[] = [];
  parentPort?.on('message', (message) => {
    const asked = otherAsked.parse(message);
    let touching = 0;
    switch (asked.what) {
      case 'begin':
        nameOwnThread(asked.name);
        rehearse();
        break;
      case 'write': {
        bytes = asked.region.bytes;
        pages = writtenPages(bytes.length, asked.writtenShare);
        const begun = monotonicSeconds();
        writePages(bytes, pages, sides.other, (written) => setCount(asked.counter, written));
        touching = monotonicSeconds() - begun;
        break;
      }
      case 'look':
    }
    const told: OtherAnswer = {
      tid: ownThreadId(),
      touching,
      others: countPages(bytes, pages, sides.other),
      mains: countPages(bytes, pages, sides.main),
    };
    parentPort?.postMessage(told);
  });
}

/** The same steps on little memory, so that what they load and compile is not taken for the cost of writing. */
function rehearse(): void {
  const [few, again] = [new Uint8Array(16 * 4096), 500];
  const pages = writtenPages(few.length, 1);
  for (let i = 0; i < again; i += 1) writePages(few, pages, sides.other);
  countPages(few, pages, sides.other);
}
