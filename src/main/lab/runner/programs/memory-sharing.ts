/** memory-sharing on Node: main hands a region to a worker, as a plain object, which is copied, or over a SharedArrayBuffer; both write to it. */
import { z } from 'zod';
import { memorySharingAnswer } from '../experiments/memorySharingAnswer.ts';
import { otherAnswer, type OtherAnswer, type OtherAsked } from './memorySharingOther.ts';
import type { Telling } from './nodePrograms.ts';
import { uniqueSet } from './processMemory.ts';
import { startThread, type Part } from './startPart.ts';
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
  const other = startThread('memory-sharing-other');
  const begun = await ask(other, { what: 'begin', name: 'sharing-other' });
  telling.started('sharing-main', [{ tid: begun.tid, name: 'sharing-other' }]);

  const before = uniqueSet(process.pid);
  const wrote = await ask(other, { what: 'write', region: { bytes }, writtenShare, counter: telling.addressOf(0) });
  const after = uniqueSet(process.pid);
  const seenByMain = countPages(bytes, pages, sides.other);
  writePages(bytes, pages, sides.main);
  const looked = await ask(other, { what: 'look' });
  await other.end();
  return {
    written: pages.length,
    othersSeen: { byMain: seenByMain, byOther: wrote.others },
    mainsSeen: { byMain: countPages(bytes, pages, sides.main), byOther: looked.mains },
    privateBytes: before === null || after === null ? null : after - before,
    touching: wrote.touching,
    pageBytes,
  };
}

async function ask(other: Part, asked: OtherAsked): Promise<OtherAnswer> {
  other.send(asked);
  return otherAnswer.parse(await other.next());
}
