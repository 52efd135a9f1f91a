/** A worker or child process that start-cost starts: notes the time at its first instruction, says who it is, and waits until it is let go. */
import { parentPort } from 'node:worker_threads';
import { ownThreadId } from '../threadIdentity.ts';

const began = Number(process.hrtime.bigint()) / 1e9;

/** The argument that makes a worker or child process one. */
export const unitArgument = 'started-unit';

/** What it tells: seconds of the monotonic clock, the numbers of its process and thread. */
export interface UnitBegun {
  began: number;
  process: number;
  thread: number;
}

/** Tells that it has begun; the first message ends it. */
export function runStartedUnit(): void {
  const told: UnitBegun = { began, process: process.pid, thread: ownThreadId() };
  if (parentPort) {
    parentPort.once('message', () => process.exit(0)); // of a worker: ends the worker alone
    parentPort.postMessage(told);
  } else {
    process.once('message', () => process.exit(0));
    process.once('disconnect', () => process.exit(1));
    process.send?.(told);
  }
}
