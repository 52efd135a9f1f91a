/** Starts the other of context-switch on Node, and the channel between it and main. */
import { execFileSync, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { otherArgument, otherTold, type OtherOrder } from './contextSwitchOther.ts';
import { fileEnd, postEnd, socketEnd, type TokenEnd } from './tokenEnds.ts';

export interface SwitchOther {
  is: { process: number; tid: number };
  /** Main's end of the channel. */
  end: TokenEnd;
  /** How many tokens it handed back, once it has been sent the last one. */
  answered: Promise<number>;
}

/** As a child finds the descriptors of its pipes: after standard input, output and error and the channel of Node. */
const childSource = 4;
const childOutput = 5;

export async function startSwitchOther(
  channel: OtherOrder['channel'],
  between: 'threads' | 'processes',
  workingSet: number,
): Promise<SwitchOther> {
  const order: OtherOrder = { channel, workingSet, source: childSource, output: childOutput, path: socketName() };
  const listener = createServer();
  const connected = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  if (channel === 'socket') await new Promise<void>((resolve) => listener.listen(order.path, resolve));
  const pipes = channel === 'pipe' ? { there: openPipe(), back: openPipe() } : null;
  const other =
    between === 'threads'
      ? startWorker({ ...order, ...(pipes && { source: pipes.there.read, output: pipes.back.write }) })
      : startChild(order, pipes === null ? [] : [pipes.there.read, pipes.back.write]);
  if (pipes !== null && between === 'processes') {
    closeSync(pipes.there.read);
    closeSync(pipes.back.write);
  }
  const end = () =>
    pipes !== null
      ? Promise.resolve(fileEnd(pipes.back.read, pipes.there.write))
      : channel === 'socket'
        ? connected.then(socketEnd)
        : Promise.resolve(postEnd(other.post, other.onMessage));
  const answered = new Promise<number>((resolve) => {
    other.onMessage((message) => {
      const told = otherTold.safeParse(message).data;
      if (told && 'answered' in told) resolve(told.answered);
    });
  });
  const is = await new Promise<SwitchOther['is']>((resolve, reject) => {
    other.onMessage((message) => {
      const told = otherTold.safeParse(message).data;
      if (told && 'tid' in told) resolve(told);
    });
    other.onEnd(() => reject(new Error('The other ended before it began.')));
  });
  const started = { is, end: await end(), answered };
  listener.close();
  return started;
}

interface Started {
  post: (token: number) => void;
  onMessage: (heard: (message: unknown) => void) => void;
  onEnd: (ended: () => void) => void;
}

function startWorker(order: OtherOrder): Started {
  const worker = new Worker(process.argv[1] ?? '', { argv: [otherArgument], workerData: order });
  return {
    post: (token) => worker.postMessage(token),
    onMessage: (heard) => worker.on('message', heard),
    onEnd: (ended) => worker.once('exit', ended),
  };
}

function startChild(order: OtherOrder, files: readonly number[]): Started {
  const child = fork(process.argv[1] ?? '', [otherArgument, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', ...files],
  });
  return {
    post: (token) => child.send(token),
    onMessage: (heard) => child.on('message', heard),
    onEnd: (ended) => child.once('exit', ended),
  };
}

/** Abstract (unix(7)): it has no file, which would outlive a process that is killed. */
function socketName(): string {
  return `\0threadlab-${process.pid}-${randomBytes(8).toString('hex')}`;
}

/** Of pipe(2), which Node does not have: a named one, opened, whose name is gone at once. */
function openPipe(): { read: number; write: number } {
  const path = `/dev/shm/threadlab-${process.pid}-${randomBytes(4).toString('hex')}`;
  execFileSync('mkfifo', ['-m', '600', path]);
  const both = openSync(path, constants.O_RDWR); // else each of the two would wait for the other
  const ends = { read: openSync(path, constants.O_RDONLY), write: openSync(path, constants.O_WRONLY) };
  closeSync(both);
  unlinkSync(path);
  return ends;
}
