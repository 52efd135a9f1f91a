/** ipc-throughput on Node: messages go to a worker or a child, then the same message goes to and fro. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { IpcAnswer } from '../experiments/ipcAnswer.ts';
import { monotonicSeconds } from '../protocol.ts';
import { placesFor, postLine, ringBytes, ringLine, streamLine, type Line, type Message } from './ipcLines.ts';
import { emptyMessage, hearReceived, messageMaker, summed } from './ipcMessages.ts';
import { receiverArgument, receiverOrder, type ReceiverOrder } from './ipcReceiver.ts';
import type { Telling } from './nodePrograms.ts';

const request = z.object({
  channel: receiverOrder.shape.channel,
  shape: receiverOrder.shape.shape,
  messageSize: z.int(),
  duration: z.number(),
});

/** Shares of the asked time for the warm-up and for the round trips, and how many of these are kept at most. */
const warmUp = 0.2;
const roundTripShare = 0.3;
const mostRoundTrips = 2000;
/** Messages between two notes of the count. */
const noteEvery = 16;

export async function ipcThroughput(asked: unknown, telling: Telling): Promise<IpcAnswer> {
  const { channel, shape, messageSize: size, duration } = request.parse(asked);
  const line = await openLine({ channel, shape, size });
  const make = messageMaker(shape, size);
  const end = emptyMessage(shape);
  await send(line, make, duration * warmUp, end, () => undefined);
  const { thread } = hearReceived(await line.take());
  telling.started('ipc-sender', [{ tid: thread, name: 'ipc-receiver' }]);
  const sent = await send(line, make, duration, end, (count) => telling.count(0, count));
  const received = hearReceived(await line.take());
  const trips = await roundTrips(line, make, duration * roundTripShare);
  await line.send(end);
  return {
    sent: { count: sent.count, sum: sent.sum },
    received: { count: received.count, sum: received.sum },
    elapsed: received.ended - sent.began,
    ...trips,
    reached: null,
  };
}

type Make = (number: number) => Message;

async function send(line: Line, make: Make, duration: number, end: Message, note: (count: number) => void) {
  let [count, sum] = [0, 0];
  const began = monotonicSeconds();
  while (monotonicSeconds() < began + duration) {
    const message = make(count);
    const room = line.send(message);
    if (room) await room;
    sum = summed(sum, count, message);
    count += 1;
    if (count % noteEvery === 0) note(count);
  }
  await line.send(end);
  note(count);
  return { count, sum, began };
}

/** Seconds of each, and how often another message came back than was sent. */
async function roundTrips(line: Line, make: Make, duration: number) {
  const taken: number[] = [];
  let wrongAnswers = 0;
  const end = monotonicSeconds() + duration;
  while (taken.length === 0 || (taken.length < mostRoundTrips && monotonicSeconds() < end)) {
    const message = make(taken.length);
    const before = monotonicSeconds();
    const room = line.send(message);
    if (room) await room;
    const answer = await line.take();
    taken.push(monotonicSeconds() - before);
    if (summed(0, 0, answer) !== summed(0, 0, message)) wrongAnswers += 1;
  }
  return { roundTrips: taken, wrongAnswers };
}

/** Starts the receiver, and opens this end of the channel to it. */
async function openLine(order: ReceiverOrder): Promise<Line> {
  const { channel, shape, size } = order;
  switch (channel) {
    case 'messagePort': {
      const worker = startWorker(order);
      return postLine(
        { post: (message) => worker.postMessage(message), onMessage: (hear) => worker.on('message', hear) },
        placesFor(size),
      );
    }
    case 'sharedRing': {
      const rings: [SharedArrayBuffer, SharedArrayBuffer] = [ringOf(size), ringOf(size)];
      startWorker({ ...order, rings });
      return ringLine(rings[0], rings[1], size, shape);
    }
    case 'childIpc': {
      const child = startChild(order);
      return postLine(
        { post: (message) => child.send(message), onMessage: (hear) => child.on('message', hear) },
        placesFor(size),
      );
    }
    case 'pipe': {
      const { stdin, stdout } = startChild(order);
      if (!stdin || !stdout) throw new Error('The child has no pipes.');
      return streamLine(stdout, stdin, shape);
    }
    case 'unixSocket': {
      const socket = await connected(order);
      return streamLine(socket, socket, shape);
    }
  }
}

function ringOf(size: number): SharedArrayBuffer {
  return new SharedArrayBuffer(ringBytes(size));
}

function startWorker(order: ReceiverOrder): Worker {
  const worker = new Worker(process.argv[1] ?? '', { argv: [receiverArgument], workerData: order });
  return worker.once('error', endWith);
}

/** With two pipes besides its channel; it inherits where complaints go. Objects go as JSON, which is what fork does by itself. */
function startChild(order: ReceiverOrder): ChildProcess {
  const child = fork(process.argv[1] ?? '', [receiverArgument, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    serialization: order.shape === 'bytes' ? 'advanced' : 'json',
  });
  return child.once('error', endWith).once('exit', (status) => {
    if (status !== 0) endWith(new Error(`The receiver ended with status ${status}.`));
  });
}

/** By a socket without a file, which would outlive a process that is killed (unix(7), abstract). */
function connected(order: ReceiverOrder): Promise<Socket> {
  const path = `\0threadlab-${process.pid}-${randomBytes(8).toString('hex')}`;
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      server.close();
      resolve(socket);
    });
    server.once('error', reject).listen(path, () => startChild({ ...order, path }));
  });
}

/** Whoever waits for the receiver would wait for ever. */
function endWith(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
