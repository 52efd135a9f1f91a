/** memory-sharing on Node: main hands a region to a worker, as a plain object, which is copied, or over a SharedArrayBuffer; both write to it. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { memorySharingAnswer } from '../experiments/memorySharingAnswer.ts';
import { otherAnswer, type OtherAnswer, type OtherAsked } from './memorySharingOther.ts';
import type { Telling } from './nodePrograms.ts';
import { uniqueSet } from './processMemory.ts';
import { countPages, pageBytes, sides, writePages, writtenPages } from './writtenPages.ts';

const request = z.object({
  kind: z.enum(['worker', 'sharedArrayBuffer']),
  size: z.int(),
  writtenShare: z.number(),
});

export async function memorySharing(asked: unknown, telling: Telling): Promise<z.output<typeof memorySharingAnswer>> {
  const { kind, size, writtenShare } = request.parse(asked);
  const bytes = new Uint8Array(kind === 'worker' ? new ArrayBuffer(size) : new SharedArrayBuffer(size));
  for (let page = 0; page < size; page += pageBytes) bytes[page] = 0;
  const pages = writtenPages(size, writtenShare);
  const worker = new Worker(process.argv[1] ?? '', { argv: ['memory-sharing-other'] });
  const begun = await ask(worker, { what: 'begin', name: 'sharing-other' });
  telling.started('sharing-main', [{ tid: begun.tid, name: 'sharing-other' }]);

  const before = uniqueSet(process.pid);
  const wrote = await ask(worker, { what: 'write', region: { bytes }, writtenShare, counter: telling.addressOf(0) });
  const after = uniqueSet(process.pid);
  const seenByMain = countPages(bytes, pages, sides.other);
  writePages(bytes, pages, sides.main);
  const looked = await ask(worker, { what: 'look' });
  await worker.terminate();
  return {
    written: pages.length,
    othersSeen: { byMain: seenByMain, byOther: wrote.others },
    mainsSeen: { byMain: countPages(bytes, pages, sides.main), byOther: looked.mains },
    privateBytes: before === null || after === null ? null : after - before,
    touching: wrote.touching,
    pageBytes,
  };
}

function ask(worker: Worker, asked: OtherAsked): Promise<OtherAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message) => resolve(otherAnswer.parse(message)));
    worker.once('error', reject);
    worker.postMessage(asked);
  });
}
