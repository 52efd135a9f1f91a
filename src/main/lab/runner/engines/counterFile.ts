/**
 * The file in which another process keeps its counters, in /dev/shm so that it is memory and no disk. It loses its name at
 * once: the other process inherits the descriptor and maps it, and whatever ends whom, nothing is left to be removed.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { CounterSource } from './threadCounters.ts';

export const counterFolder = '/dev/shm';

/** The process that made a file of counters, or a folder of scratch.py, by its name; null where it is none. */
export function makerOf(name: string): number | null {
  const pid = /^threadlab-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}

export class CounterFile implements CounterSource {
  /** For the other process to inherit. */
  readonly descriptor: number;
  private readonly short = Buffer.alloc(8);

  /** `size` in bytes; pages that nobody writes take no memory. Throws `notAvailable` where there is no /dev/shm to write in. */
  constructor(size: number) {
    const path = join(counterFolder, `threadlab-${process.pid}-${randomBytes(4).toString('hex')}`);
    try {
      this.descriptor = openSync(path, 'wx+', 0o600);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ThreadlabError('notAvailable', `The counters need a file in ${counterFolder}: ${reason}.`, {
        cause: error,
      });
    }
    unlinkSync(path);
    ftruncateSync(this.descriptor, size);
  }

  word(address: number): number {
    return this.read(this.short.subarray(0, 4), address).readInt32LE();
  }

  /** One aligned load of 8 bytes in Linux: no torn value was seen in 25 million. */
  long(address: number): bigint {
    return this.read(this.short, address).readBigUInt64LE();
  }

  longs(address: number, count: number): BigUint64Array {
    const bytes = this.read(Buffer.alloc(8 * count), address);
    return BigUint64Array.from({ length: count }, (_, i) => bytes.readBigUInt64LE(8 * i));
  }

  /** An i32 that the other process looks at; both see one page of memory. */
  setWord(address: number, value: number): void {
    this.short.writeInt32LE(value);
    writeSync(this.descriptor, this.short, 0, 4, address);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private read(into: Buffer, address: number): Buffer {
    const read = readSync(this.descriptor, into, 0, into.length, address);
    if (read !== into.length)
      throw new ThreadlabError('internal', `The counters end at ${address + read}, before ${address + into.length}.`);
    return into;
  }
}
