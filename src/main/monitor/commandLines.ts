/**
 * Command lines are read once a process, beside the passes: reading one can wait long for a lock on the memory of its process,
 * and only one thread of Node's pool waits then.
 */
import { open } from 'node:fs/promises';
import { longestCommandLine, parseCmdline } from '../machine/linux/procfs/cmdline.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { absenceOf, isOutOfDescriptors } from './descriptors.ts';
import type { ProcessEntry } from './processEntry.ts';

/** Node's pool has four threads, which the whole backend shares. */
const readersAtOnce = 2;

export class CommandLines {
  readonly #root: string;
  readonly #queue: ProcessEntry[] = [];
  #readers = 0;
  #whenIdle: (() => void)[] = [];
  #failure: unknown = null;

  /** `root`: the folder of /proc with a slash at its end. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Has the command line of a process read where it is not known or may have changed. */
  want(process: ProcessEntry): void {
    if (!process.commandLineIsStale) return;
    process.commandLineIsStale = false;
    // A zombie has none any more: what is known stays. A kernel thread has none at all.
    if (process.stat.kernelThread || process.stat.state === 'Z') {
      process.commandLine ??= null;
      return;
    }
    this.#queue.push(process);
    if (this.#readers < readersAtOnce) void this.#readQueue();
  }

  /** Resolves when all wanted command lines are read, or after `patience`. Throws what a reader failed with. */
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
    const buffer = Buffer.alloc(longestCommandLine + 1);
    try {
      for (let process = this.#queue.shift(); process !== undefined; process = this.#queue.shift()) {
        const length = await readStart(`${this.#root}${process.pid}/cmdline`, buffer);
        if (length === 'later') process.commandLineIsStale = true;
        else if (length !== null) process.commandLine = parseCmdline(buffer.subarray(0, length));
      }
    } catch (error) {
      this.#failure = error;
    }
    this.#readers -= 1;
    if (this.#readers > 0) return;
    for (const tell of this.#whenIdle.splice(0)) tell();
  }
}

/** Bytes read, at most the buffer's size; null where the process has ended or may not be read; "later": no descriptor was free. */
async function readStart(path: string, buffer: Buffer): Promise<number | null | 'later'> {
  try {
    const file = await open(path, 'r');
    try {
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return length;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isOutOfDescriptors(error)) return 'later';
    absenceOf(error);
    return null;
  }
}
