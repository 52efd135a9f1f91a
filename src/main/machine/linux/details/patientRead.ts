/**
 * Files of /proc that need a lock on the memory of their process (cmdline, environ, smaps_rollup) can keep a reader waiting for long. They
 * are read one after another, so at most one thread of Node's pool waits, and nobody waits for it longer than a moment.
 */
import { open } from 'node:fs/promises';
import { ThreadlabError } from '../../../../shared/errors.ts';
import { formatSeconds } from '../../../../shared/units/duration.ts';
import type { Bytes, Seconds } from '../../../../shared/units/quantity.ts';

const patience: Seconds = 1;

let lastTurn: Promise<unknown> = Promise.resolve();

/** At most `largest` bytes of a file. Throws `timedOut` where Linux does not answer, else what the system call throws. */
export async function readPatiently(path: string, largest: Bytes): Promise<Buffer> {
  let isAwaited = true;
  const turn = lastTurn.then(() => (isAwaited ? readStart(path, largest) : Buffer.alloc(0)));
  lastTurn = turn.then(
    () => undefined,
    () => undefined, // the one who asked is told
  );
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const words = `Linux has not told it within ${formatSeconds(patience)}: the memory of the process is locked. Ask again.`;
      reject(new ThreadlabError('timedOut', words));
    }, patience * 1e3);
  });
  try {
    return await Promise.race([turn, tooLong]);
  } finally {
    isAwaited = false;
    clearTimeout(timer);
  }
}

async function readStart(path: string, largest: Bytes): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const pieces: Buffer[] = [];
    for (let length = 0; length < largest;) {
      const piece = Buffer.alloc(Math.min(largest - length, 64 * 1024));
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) break;
      pieces.push(piece.subarray(0, bytesRead));
      length += bytesRead;
    }
    return Buffer.concat(pieces);
  } finally {
    await file.close();
  }
}
