/**
 * Who a thread is to Linux, without native code: its number by the link /proc/thread-self, its name by writing
 * /proc/thread-self/comm, its CPU time, waits and switches by schedstat and status of its task. All read synchronously: an
 * asynchronous read would be answered by a thread of Node's pool, and name that one.
 */
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ThreadlabError } from '../../../shared/errors.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';

/** The calling thread's number (tid). */
export function ownThreadId(): number {
  return Number(basename(readlinkSync('/proc/thread-self')));
}

/** Names the calling thread, at most 15 bytes (the rest is cut by Linux). The main thread's name is the process's. */
export function nameOwnThread(name: string): void {
  writeFileSync('/proc/thread-self/comm', name);
}

/** Since the thread's start. Null where this Linux does not count it. */
export interface ThreadTimes {
  cpuTime: Seconds | null;
  /** Runnable without a CPU. */
  runQueueDelay: Seconds | null;
  /** Voluntary and involuntary together. */
  switches: number | null;
}

/** Reads a thread of this process, or of another of the same user. Throws ENOENT when it has ended. */
export function readThreadTimes(tid: number, process: number | 'self' = 'self'): ThreadTimes {
  const task = `/proc/${process}/task/${tid}`;
  return {
    ...parseSchedstat(readIfPresent(`${task}/schedstat`)),
    switches: parseSwitches(readFileSync(`${task}/status`, 'utf8')),
  };
}

/** schedstat of a task (Documentation/scheduler/sched-stats.rst): nanoseconds on a CPU, nanoseconds waiting for one, timeslices. */
export function parseSchedstat(text: string | null): Pick<ThreadTimes, 'cpuTime' | 'runQueueDelay'> {
  if (text === null) return { cpuTime: null, runQueueDelay: null };
  const fields = /^(\d+) (\d+) \d+\s*$/.exec(text);
  if (!fields)
    throw new ThreadlabError('badFormat', `Not the schedstat of a thread: ${JSON.stringify(text.slice(0, 80))}.`);
  return { cpuTime: Number(fields[1]) / 1e9, runQueueDelay: Number(fields[2]) / 1e9 };
}

/** Voluntary and involuntary switches of a task, from its status; null where they do not stand there. */
export function parseSwitches(status: string): number | null {
  const voluntary = /^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1];
  const involuntary = /^nonvoluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1];
  return voluntary === undefined || involuntary === undefined ? null : Number(voluntary) + Number(involuntary);
}

/** schedstat is absent where Linux was built without CONFIG_SCHED_INFO. */
function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
