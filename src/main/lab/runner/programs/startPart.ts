/** A part of a program on Node (startedParts.ts), started as a thread or as a child process, which answers by messages. */
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { PartName } from './startedParts.ts';

export interface Part {
  /** The next message from it. Rejects when it ends instead. */
  next(): Promise<unknown>;
  send(message: unknown): void;
  /** Resolves when it has ended. */
  end(): Promise<void>;
}

/** `args`: what follows its name. */
export function startThread(name: PartName, ...args: string[]): Part {
  const worker = new Worker(process.argv[1] ?? '', { argv: [name, ...args] });
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          worker.off('message', heard).off('error', failed).off('exit', ended);
          act();
        };
        const heard = (message: unknown) => settle(() => resolve(message));
        const failed = (error: unknown) => settle(() => reject(error));
        const ended = (status: number) =>
          settle(() => reject(new Error(`A worker ended with status ${status} before it had answered.`)));
        worker.on('message', heard).on('error', failed).on('exit', ended);
      }),
    send: (message) => worker.postMessage(message),
    end: async () => void (await worker.terminate()),
  };
}

/** It has the live counters too, and must end by itself once it is disconnected. */
export function startProcess(name: PartName, ...args: string[]): Part {
  const child = fork(process.argv[1] ?? '', [name, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 3, 'ipc'], // 3: the counters
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          child.off('message', heard).off('exit', failed);
          act();
        };
        const heard = (message: unknown) => settle(() => resolve(message));
        const failed = (status: number | null) =>
          settle(() => reject(new Error(`A child ended with status ${status} before it had answered.`)));
        child.on('message', heard).on('exit', failed);
      }),
    send: (message) => void child.send(JSON.parse(JSON.stringify(message))),
    end: () => {
      if (child.connected) child.disconnect();
      return ended;
    },
  };
}
