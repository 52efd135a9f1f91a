/** What a worker of io-bound waits for, by kind: each request has a number, and `ask` resolves with the numbers of all answers that came. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, promises, readSync, unlinkSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Seconds } from '../../../../shared/units/quantity.ts';

export interface Asker {
  ask(number: number): Promise<number[]>;
  close(): Promise<void>;
}

/** Bytes of a file's record. */
const record = 4096;

/** Nobody is asked: the request is to wait. Node's timers count whole milliseconds. */
export function sleeper(wait: Seconds): Asker {
  return {
    async ask(number) {
      await setTimeout(wait * 1000);
      return [number];
    },
    close: () => Promise.resolve(),
  };
}

/** A connection of its own to the server on loopback. */
export function connection(port: number): Asker {
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
  let begun = '';
  return {
    ask: (number) =>
      new Promise((resolve, reject) => {
        const found: number[] = [];
        const failed = (error: Error) => reject(error);
        const heard = (text: unknown) => {
          const lines = (begun + String(text)).split('\n');
          begun = lines.pop() ?? '';
          found.push(...lines.map(Number));
          if (!found.includes(number)) return;
          socket.off('data', heard).off('error', failed);
          resolve(found);
        };
        socket.on('data', heard).on('error', failed);
        socket.write(`${number}\n`);
      }),
    close: () => Promise.resolve(void socket.destroy()),
  };
}

/** A file of its own that has no name any more: a record is written, flushed to the disk, and read back. The thread waits for each. */
export function blockingFile(): Asker {
  const path = temporaryPath();
  const descriptor = openSync(path, 'wx+');
  unlinkSync(path);
  return {
    ask(number) {
      writeSync(descriptor, recordOf(number), 0, record, 0);
      fsyncSync(descriptor);
      const read = Buffer.alloc(record);
      readSync(descriptor, read, 0, record, 0);
      return Promise.resolve([numberIn(read)]);
    },
    close: () => Promise.resolve(closeSync(descriptor)),
  };
}

/** The same by Node's pool of threads, of which there are 4. */
export async function pooledFile(): Promise<Asker> {
  const path = temporaryPath();
  const file = await promises.open(path, 'wx+');
  await promises.unlink(path);
  return {
    async ask(number) {
      await file.write(recordOf(number), 0, record, 0);
      await file.sync();
      const read = Buffer.alloc(record);
      await file.read(read, 0, record, 0);
      return [numberIn(read)];
    },
    close: () => file.close(),
  };
}

function temporaryPath(): string {
  return join(tmpdir(), `threadlab-${randomUUID()}`);
}

function recordOf(number: number): Buffer {
  return Buffer.from(`${number}\n`.padEnd(record, '.'));
}

function numberIn(read: Buffer): number {
  return Number(read.toString('latin1').split('\n')[0]);
}
