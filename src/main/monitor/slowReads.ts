/**
 * Files that can keep a reader waiting long for a lock on the memory of their process are read beside the passes: only one
 * thread of Node's pool waits then, and the value comes with a later snapshot.
 */
import { open } from 'node:fs/promises';
import type { Bytes, Seconds } from '../../shared/units/quantity.ts';
import { absenceOf, denied, isOutOfDescriptors } from './descriptors.ts';

/** Node's pool has four threads, which the whole backend shares. */
const readersAtOnce = 2;

/** What was read, good until the taker returns; or why nothing was. "later": no descriptor was free. */
export type SlowReading = Buffer | 'gone' | 'denied' | 'later';

interface Wanted {
  path: string;
  take: (reading: SlowReading) => void;
}

export class SlowReads {
  readonly #longest: Bytes;
  readonly #queue: Wanted[] = [];
  #readers = 0;
  #whenIdle: (() => void)[] = [];
  #failure: unknown = null;

  /** `longest`: bytes of which no file is read more. */
  constructor(longest: Bytes) {
    this.#longest = longest;
  }

  read(path: string, take: (reading: SlowReading) => void): void {
    this.#queue.push({ path, take });
    if (this.#readers < readersAtOnce) void this.#readQueue();
  }

  /** Resolves when all that was wanted is read, or after `patience`. Throws what a reader failed with. */
  async settled(patience: Seconds): Promise<void> {
    if (this.#readers > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience * 1e3);
        this.#whenIdle.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    if (this.#failure !== null) throw this.#failure;
  }

  async #readQueue(): Promise<void> {
    this.#readers += 1;
    const buffer = Buffer.alloc(this.#longest);
    try {
      for (let wanted = this.#queue.shift(); wanted !== undefined; wanted = this.#queue.shift()) {
        wanted.take(await readStart(wanted.path, buffer));
      }
    } catch (error) {
      this.#failure = error;
    }
    this.#readers -= 1;
    if (this.#readers > 0) return;
    for (const tell of this.#whenIdle.splice(0)) tell();
  }
}

/** The beginning of a file, at most as much as the buffer holds. */
async function readStart(path: string, buffer: Buffer): Promise<SlowReading> {
  try {
    const file = await open(path, 'r');
    try {
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return buffer.subarray(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isOutOfDescriptors(error)) return 'later';
    return absenceOf(error) === denied ? 'denied' : 'gone';
  }
}
