/**
 * A program and all that it has started, read from /proc as they run: threads by state, their CPU time and switches, memory.
 * Parents are followed from the start, so that what loses its parent later stays known. All reads are synchronous and cost some 30 µs a thread.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Bytes, Seconds } from '../../../shared/units/quantity.ts';
import { parseSchedstat, parseSwitches } from './threadIdentity.ts';

/** The states that threads are counted by, in the order of `Moment.states`; Linux's letters (proc_pid_stat(5)). */
export const threadStates = [
  { label: 'running or runnable', letters: 'R' },
  { label: 'asleep', letters: 'SI' },
  { label: 'disk', letters: 'D' },
  { label: 'stopped', letters: 'Tt' },
] as const;

export interface Moment {
  /** Threads in each of `threadStates`; those that have ended are in none. */
  states: number[];
  /** Since the start, of all threads as they were last seen; null where this Linux does not count it. */
  cpuTime: Seconds | null;
}

interface Seen {
  cpuTime: Seconds | null;
  switches: number | null;
}

export class CommandFamily {
  /** Start of each process in ticks, by its number. */
  private readonly known = new Map<number, number>();
  /** Those of the last reading by process, thread and start, and what all that have ended since had when they were last seen. */
  private threads = new Map<string, Seen>();
  private readonly ended: Seen = { cpuTime: 0, switches: 0 };
  private anySeen = false;
  private largestSum: Bytes = 0;
  private largestOne: Bytes = 0;

  constructor(root: number) {
    const start = startOf(`/proc/${root}/stat`);
    if (start !== null) this.known.set(root, start);
  }

  /** The processes that still live. */
  get processes(): number[] {
    return [...this.known.keys()];
  }

  look(): Moment {
    const states = threadStates.map(() => 0);
    const before = this.threads;
    this.threads = new Map();
    let resident = 0;
    for (const [pid, start] of this.known) {
      if (startOf(`/proc/${pid}/stat`) !== start) {
        this.known.delete(pid);
        continue;
      }
      for (const tid of numbersIn(`/proc/${pid}/task`)) resident += this.lookAtThread(pid, tid, states);
    }
    for (const [thread, seen] of before) if (!this.threads.has(thread)) addTo(this.ended, seen);
    this.largestSum = Math.max(this.largestSum, resident);
    return { states, cpuTime: this.sumOf('cpuTime') };
  }

  /** Bytes; null where no memory was ever seen. */
  get peakMemory(): Bytes | null {
    const peak = Math.max(this.largestSum, this.largestOne);
    return peak > 0 ? peak : null;
  }

  /** null where no thread was seen, or this Linux does not count them. */
  get switches(): number | null {
    return this.anySeen ? this.sumOf('switches') : null;
  }

  /** Returns the resident set of its process for the thread that is the process's first, 0 for others. */
  private lookAtThread(pid: number, tid: number, states: number[]): Bytes {
    const task = `/proc/${pid}/task/${tid}`;
    const stat = readIfThere(`${task}/stat`);
    const status = readIfThere(`${task}/status`);
    if (stat === null || status === null) return 0;
    const fields = statFields(stat);
    const place = threadStates.findIndex(({ letters }) => letters.includes(fields[0] ?? ' '));
    if (place >= 0) states[place] = (states[place] ?? 0) + 1;
    this.anySeen = true;
    this.threads.set(`${pid} ${tid} ${fields[startField]}`, {
      cpuTime: parseSchedstat(readIfThere(`${task}/schedstat`)).cpuTime,
      switches: parseSwitches(status),
    });
    for (const child of (readIfThere(`${task}/children`) ?? '').split(' ').filter(Boolean).map(Number)) {
      const start = startOf(`/proc/${child}/stat`);
      // A Map's own loop comes to what is added meanwhile.
      if (start !== null && this.known.get(child) !== start) this.known.set(child, start);
    }
    if (tid !== pid) return 0;
    this.largestOne = Math.max(this.largestOne, kibibytes(status, 'VmHWM'));
    return kibibytes(status, 'VmRSS');
  }

  private sumOf(name: keyof Seen): number | null {
    const sum = { ...this.ended };
    for (const seen of this.threads.values()) addTo(sum, seen);
    return sum[name];
  }
}

/** What one does not count, the sum does not have. */
function addTo(sum: Seen, { cpuTime, switches }: Seen): void {
  sum.cpuTime = sum.cpuTime === null || cpuTime === null ? null : sum.cpuTime + cpuTime;
  sum.switches = sum.switches === null || switches === null ? null : sum.switches + switches;
}

/** The fields of a stat from the third on (proc_pid_stat(5)): a name (field 2) may hold spaces and parentheses. */
export function statFields(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}

const startField = 22 - 3;

/** Start of a process that has not ended, in ticks since boot; null of one that has, a zombie included. */
function startOf(path: string): number | null {
  const stat = readIfThere(path);
  if (stat === null) return null;
  const fields = statFields(stat);
  return fields[0] === 'Z' || fields[0] === 'X' ? null : Number(fields[startField]);
}

/** 0 in a process that is ending: it has given its memory back, and Linux leaves the line out (proc_pid_status(5)). */
function kibibytes(status: string, name: string): Bytes {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
}

/** None once the process is gone. */
export function numbersIn(folder: string): number[] {
  return (unlessGone(() => readdirSync(folder)) ?? []).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** null once the process is gone, or of another user's file. */
export function readIfThere(path: string): string | null {
  return unlessGone(() => readFileSync(path, 'utf8'));
}

function unlessGone<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(String(error.code))
    )
      return null;
    throw error;
  }
}
