/**
 * Files of /proc that stay open: reading one again at offset 0 costs half of opening it anew, and answers ESRCH once its
 * process has ended, even if the number belongs to another by then. How many stay open is bounded; what was not read for
 * more than a pass makes room first (in a scan over more files than fit, throwing out the oldest would keep none).
 */
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';

/** Bytes now in the buffer, or why there are none (below 0). */
export type Reading = number;

/** ENOENT, ESRCH: ended, or this Linux has no such file. */
export const gone: Reading = -1;
/** EACCES, EPERM. */
export const denied: Reading = -2;
/** EOPNOTSUPP, EINVAL, ENODEV: the file is there, what it would tell is switched off. */
export const switchedOff: Reading = -3;

const absences: Readonly<Record<string, Reading>> = {
  ENOENT: gone,
  ESRCH: gone,
  ENOTDIR: gone,
  EACCES: denied,
  EPERM: denied,
  EOPNOTSUPP: switchedOff,
  ENOTSUP: switchedOff,
  EINVAL: switchedOff,
  ENODEV: switchedOff,
};

/** What a failed system call on /proc means; rethrows what is no expected absence. */
export function absenceOf(error: unknown): Reading {
  const absence = absences[codeOf(error)];
  if (absence === undefined) throw error;
  return absence;
}

/** The process or the machine has no descriptor to spare. */
export function isOutOfDescriptors(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EMFILE' || code === 'ENFILE';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A file that may stay open. `folder` and `name` are joined only when it is opened: there are thousands of these. */
export class KeptFile {
  readonly folder: string;
  readonly name: string;
  descriptor = -1;
  lastPass = 0;
  newer: KeptFile | null = null;
  older: KeptFile | null = null;

  constructor(folder: string, name: string) {
    this.folder = folder;
    this.name = name;
  }

  get isOpen(): boolean {
    return this.descriptor >= 0;
  }
}

const largestFile = 16 * 1024 * 1024; // far above /proc/stat of the largest machines

export class Descriptors {
  /** Holds the file that was read last, up to the length that `read` gave. */
  buffer: Buffer = Buffer.allocUnsafeSlow(64 * 1024);
  /** Files read since the start. */
  readCount = 0;
  #limit: number;
  #kept = 0;
  #pass = 0;
  #newest: KeptFile | null = null;
  #oldest: KeptFile | null = null;

  /** `limit`: how many may stay open at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get keptCount(): number {
    return this.#kept;
  }

  get limit(): number {
    return this.#limit;
  }

  beginPass(): void {
    this.#pass += 1;
  }

  /** Reads the whole file into `buffer`. Throws what is neither a length nor an expected absence. */
  read(file: KeptFile): Reading {
    this.readCount += 1;
    const lastPass = file.lastPass;
    file.lastPass = this.#pass;
    try {
      if (file.isOpen) {
        if (lastPass !== this.#pass) this.#moveToFront(file);
        return this.#readWhole(file.descriptor);
      }
      const descriptor = this.#open(`${file.folder}${file.name}`);
      if (this.#makeRoom()) this.#keep(file, descriptor);
      try {
        return this.#readWhole(descriptor);
      } finally {
        if (!file.isOpen) closeSync(descriptor);
      }
    } catch (error) {
      const absence = absenceOf(error);
      this.release(file);
      return absence;
    }
  }

  /** Whether a file is there. */
  exists(path: string): boolean {
    this.readCount += 1;
    return existsSync(path);
  }

  /** Names in a folder. Throws what the system call failed with. */
  list(folder: string): string[] {
    this.readCount += 1;
    return this.#withRoom(() => readdirSync(folder));
  }

  /** Closes the file; it may be read again later. */
  release(file: KeptFile): void {
    if (!file.isOpen) return;
    this.#unlink(file);
    this.#kept -= 1;
    const descriptor = file.descriptor;
    file.descriptor = -1;
    closeSync(descriptor);
  }

  closeAll(): void {
    while (this.#oldest !== null) this.release(this.#oldest);
  }

  #readWhole(descriptor: number): number {
    for (;;) {
      const length = readSync(descriptor, this.buffer, 0, this.buffer.length, 0);
      if (length < this.buffer.length || this.buffer.length >= largestFile) return length;
      this.buffer = Buffer.allocUnsafeSlow(this.buffer.length * 2);
    }
  }

  #open(path: string): number {
    return this.#withRoom(() => openSync(path, 'r'));
  }

  /** The process or the machine may run out of descriptors before our bound does: then the bound sinks to half, and it is tried again. */
  #withRoom<Result>(act: () => Result): Result {
    for (;;) {
      try {
        return act();
      } catch (error) {
        if (!isOutOfDescriptors(error) || this.#kept === 0) throw error;
        this.#limit = Math.floor(this.#kept / 2);
        while (this.#kept > this.#limit && this.#oldest !== null) this.release(this.#oldest);
      }
    }
  }

  #makeRoom(): boolean {
    if (this.#kept < this.#limit) return true;
    const oldest = this.#oldest;
    if (oldest === null || oldest.lastPass >= this.#pass - 1) return false;
    this.release(oldest);
    return true;
  }

  #keep(file: KeptFile, descriptor: number): void {
    file.descriptor = descriptor;
    this.#kept += 1;
    this.#pushFront(file);
  }

  #moveToFront(file: KeptFile): void {
    if (this.#newest === file) return;
    this.#unlink(file);
    this.#pushFront(file);
  }

  #pushFront(file: KeptFile): void {
    file.older = this.#newest;
    file.newer = null;
    if (this.#newest === null) this.#oldest = file;
    else this.#newest.newer = file;
    this.#newest = file;
  }

  #unlink(file: KeptFile): void {
    if (file.newer === null) this.#newest = file.older;
    else file.newer.older = file.older;
    if (file.older === null) this.#oldest = file.newer;
    else file.older.newer = file.newer;
    file.newer = null;
    file.older = null;
  }
}
