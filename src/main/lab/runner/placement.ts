/**
 * Pins threads to CPUs with `taskset -p` (util-linux), since Node cannot, and verifies each pin in the thread's own
 * Cpus_allowed_list: a pin that was not seen to hold is not one.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ThreadlabError } from '../../../shared/errors.ts';

/** Pins thread i of the process to `cpus[i]`. Returns how many pins were seen to hold. Throws `notAvailable` where there is no taskset. */
export function pinThreads(
  { process, tids }: { process: number; tids: readonly number[] },
  cpus: readonly number[],
): number {
  let verified = 0;
  for (const [i, tid] of tids.entries()) {
    const cpu = cpus[i];
    if (cpu === undefined)
      throw new ThreadlabError('badInput', `No CPU was named for thread ${i + 1} of ${tids.length}.`);
    pin(tid, cpu);
    verified += Number(allowedCpus(process, tid) === String(cpu));
  }
  return verified;
}

function pin(tid: number, cpu: number): void {
  try {
    execFileSync('taskset', ['-p', '-c', String(cpu), String(tid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new ThreadlabError(
        'notAvailable',
        'Threads cannot be pinned here: there is no taskset (util-linux). Choose the placement "free".',
        { cause: error },
      );
    }
    throw new ThreadlabError('notPermitted', `Cannot pin thread ${tid} to CPU ${cpu}. Choose the placement "free".`, {
      cause: error,
    });
  }
}

/** As Linux lists them ("0-1"), or null where status has no such line. */
function allowedCpus(process: number, tid: number): string | null {
  const status = readFileSync(`/proc/${process}/task/${tid}/status`, 'utf8');
  return /^Cpus_allowed_list:\s+(\S+)$/m.exec(status)?.[1] ?? null;
}
