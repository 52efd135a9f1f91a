/** The other side of ipc-throughput on Node, a worker or a child: takes messages and sums them up, twice, then sends each back. */
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { monotonicSeconds } from '../protocol.ts';
import { nameOwnThread, ownThreadId } from '../threadIdentity.ts';
import { placesFor, postLine, ringLine, streamLine, type Line } from './ipcLines.ts';
import { summed, tellReceived } from './ipcMessages.ts';

/** The argument that makes a worker or child process one. */
export const receiverArgument = 'ipc-receiver';

/** What it is told: a worker as its data, a child as its second argument, in JSON. */
export const receiverOrder = z.object({
  channel: z.enum(['messagePort', 'sharedRing', 'childIpc', 'pipe', 'unixSocket']),
  shape: z.enum(['bytes', 'objects']),
  /** Bytes of a message. */
  size: z.int(),
  /** Of a unixSocket. */
  path: z.string().optional(),
  /** Of a sharedRing: that which it reads, and that which it writes. */
  rings: z.tuple([z.instanceof(SharedArrayBuffer), z.instanceof(SharedArrayBuffer)]).optional(),
});
export type ReceiverOrder = z.output<typeof receiverOrder>;

export async function receive(): Promise<void> {
  nameOwnThread('ipc-receiver');
  const order = receiverOrder.parse(parentPort ? workerData : JSON.parse(process.argv[3] ?? ''));
  const line = await openLine(order);
  for (let stretch = 0; stretch < 2; stretch += 1) {
    let [count, sum] = [0, 0];
    for (let message = await line.take(); message.length > 0; message = await line.take()) {
      sum = summed(sum, count, message);
      count += 1;
    }
    await line.send(tellReceived({ count, sum, ended: monotonicSeconds(), thread: ownThreadId() }, order.shape));
  }
  for (let message = await line.take(); message.length > 0; message = await line.take()) await line.send(message);
  process.exit(0); // of a worker: ends the worker alone
}

async function openLine({ channel, shape, size, path = '', rings }: ReceiverOrder): Promise<Line> {
  const port = parentPort;
  if (channel === 'sharedRing' && rings) return ringLine(rings[1], rings[0], size, shape);
  if (channel === 'messagePort' && port)
    return postLine(
      { post: (message) => port.postMessage(message), onMessage: (hear) => port.on('message', hear) },
      placesFor(size),
    );
  process.once('disconnect', () => process.exit(1));
  if (channel === 'childIpc')
    return postLine(
      { post: (message) => process.send?.(message), onMessage: (hear) => process.on('message', hear) },
      placesFor(size),
    );
  if (channel === 'pipe') return streamLine(process.stdin, process.stdout, shape);
  const socket = connect(path);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return streamLine(socket, socket, shape);
}
