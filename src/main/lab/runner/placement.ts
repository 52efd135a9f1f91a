/**
 * Pins threads to CPUs with `taskset -p` (util-linux), since Node cannot, and verifies each pin in the thread's own
 * Cpus_allowed_list: a pin that was not seen to hold is not one.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ThreadlabError } from '../../../shared/errors.ts';

interface Threads {
  process: number;
  tids: readonly number[];
}

/** What a person who asked for a placement can do. */
const orFree = ' Choose the placement "free".';

/** Pins thread i of the process to `cpus[i]`. Returns how many pins were seen to hold. Throws `notAvailable` where there is no taskset, `notPermitted` where Linux refuses, with `advice`. */
export function pinThreads({ process, tids }: Threads, cpus: readonly number[], advice = orFree): number {
  for (const [i, tid] of tids.entries()) {
    const cpu = cpus[i];
    if (cpu === undefined)
      throw new ThreadlabError('badInput', `No CPU was named for thread ${i + 1} of ${tids.length}.`);
    pin(tid, cpu, advice);
  }
  return tids.length - lostPins({ process, tids }, cpus).length;
}

/** Lets threads of this process run again wherever it may itself: the pins before are gone. */
export function unpinThreads(tids: readonly number[]): void {
  const cpus = allowedCpus(process.pid, process.pid);
  if (cpus !== null) for (const tid of tids) pin(tid, cpus, orFree);
}

/** The CPUs whose threads are not on them alone. */
export function lostPins({ process, tids }: Threads, cpus: readonly number[]): number[] {
  return cpus.filter((cpu, i) => {
    const tid = tids[i];
    return tid !== undefined && allowedCpus(process, tid) !== String(cpu);
  });
}

/** `cpus`: one, or several as Linux lists them. */
function pin(tid: number, cpus: number | string, advice: string): void {
  try {
    execFileSync('taskset', ['-p', '-c', String(cpus), String(tid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new ThreadlabError(
        'notAvailable',
        `Threads cannot be pinned here: there is no taskset (util-linux).${advice}`,
        { cause: error },
      );
    }
    throw new ThreadlabError('notPermitted', `Cannot pin thread ${tid} to CPU ${cpus}.${advice}`, {
      cause: error,
    });
  }
}

/** As Linux lists them ("0-1"), or null where status has no such line. */
function allowedCpus(process: number, tid: number): string | null {
  const status = readFileSync(`/proc/${process}/task/${tid}/status`, 'utf8');
  return /^Cpus_allowed_list:\s+(\S+)$/m.exec(status)?.[1] ?? null;
}
