/**
 * Parses /proc/<pid>/task/<tid>/schedstat: time on a CPU and time waiting for one in nanoseconds, and timeslices
 * (Documentation/scheduler/sched-stats.rst). It is one thread's; a process's own file is its leader's alone.
 */
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';
import { parseNumbers } from './numbers.ts';

export interface Schedstat {
  cpuTime: Seconds;
  runQueueDelay: Seconds;
  /** How often it was put on a CPU. */
  timeslices: number;
}

const nanosecond = 1e-9;

/** From text: the reference. Throws `badFormat` where the three numbers are not there. */
export function parseSchedstat(text: string): Schedstat {
  const match = /^(\d+) (\d+) (\d+)\n?$/.exec(text);
  if (!match) throw badFormat('/proc/<pid>/schedstat', 'not three numbers', text);
  return {
    cpuTime: Number(match[1]) * nanosecond,
    runQueueDelay: Number(match[2]) * nanosecond,
    timeslices: Number(match[3]),
  };
}

const three = new Float64Array(3);

/** From the first `length` bytes into `into`. */
export function parseSchedstatBytes(bytes: Buffer, length: number, into: Schedstat): void {
  if (parseNumbers(bytes, 0, length, three) < 3) {
    throw badFormat('/proc/<pid>/schedstat', 'not three numbers', bytes.toString('utf8', 0, length));
  }
  into.cpuTime = (three[0] ?? NaN) * nanosecond;
  into.runQueueDelay = (three[1] ?? NaN) * nanosecond;
  into.timeslices = three[2] ?? NaN;
}
