/** The other of context-switch on Node, a worker or a child: hands back each token until the last one comes. */
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { nameOwnThread, ownThreadId } from '../threadIdentity.ts';
import { fileEnd, lastToken, postEnd, socketEnd, type TokenEnd } from './tokenEnds.ts';
import { touchesOf } from './workingSet.ts';

/** The argument that makes a worker or child process one. */
export const otherArgument = 'context-switch-other';

/** What it is told: a worker as its data, a child as its second argument, in JSON. */
export const otherOrder = z.object({
  channel: z.enum(['messagePort', 'pipe', 'socket']),
  workingSet: z.int(),
  /** Of pipes: the descriptors that it reads and writes. */
  source: z.int(),
  output: z.int(),
  /** Of a socket. */
  path: z.string(),
});
export type OtherOrder = z.output<typeof otherOrder>;

/** What it tells: who it is, and in the end how many tokens it handed back. */
export const otherTold = z.union([z.object({ tid: z.int(), process: z.int() }), z.object({ answered: z.int() })]);
type OtherTold = z.output<typeof otherTold>;

export async function beOther(): Promise<void> {
  nameOwnThread('switch-other');
  process.once('disconnect', () => process.exit(1));
  const order = otherOrder.parse(parentPort ? workerData : JSON.parse(process.argv[3] ?? ''));
  const [end, touch] = [await endOf(order), touchesOf(order.workingSet)];
  await tell({ tid: ownThreadId(), process: process.pid });
  let answered = 0;
  await end.rally((token) => {
    if (token === lastToken) return null;
    touch();
    answered += 1;
    return token;
  });
  await tell({ answered });
  process.exit(0); // of a worker: ends the worker alone
}

/** Once it is on its way: after that a thread may sleep in read(2). */
function tell(told: OtherTold): Promise<void> {
  if (!parentPort) return new Promise((resolve) => process.send?.(told, () => resolve()));
  parentPort.postMessage(told);
  return Promise.resolve();
}

async function endOf({ channel, source, output, path }: OtherOrder): Promise<TokenEnd> {
  const port = parentPort;
  if (channel === 'pipe') return fileEnd(source, output);
  if (channel === 'messagePort' && port)
    return postEnd(
      (token) => port.postMessage(token),
      (heard) => port.on('message', heard),
    );
  const socket = connect(path);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socketEnd(socket);
}
