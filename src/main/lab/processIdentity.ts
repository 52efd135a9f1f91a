/** A process is its number and its start: a number alone may belong to another by now. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseStat, type Stat } from '../machine/linux/procfs/stat.ts';

export const processIdentity = z.object({ pid: z.int().min(1), startTicks: z.int().min(0) });
export type ProcessIdentity = z.output<typeof processIdentity>;

/** Null when there is no such process. CPU times are in ticks. */
export function readProcess(pid: number): Stat | null {
  const text = readUnlessGone(`/proc/${pid}/stat`);
  return text === null ? null : parseStat(text, 1);
}

/** CPU time in ticks of the children that have ended and were waited for, and of theirs (cutime and cstime, proc_pid_stat(5)); null when there is no such process. */
export function endedChildrenTime(pid: number): number | null {
  const text = readUnlessGone(`/proc/${pid}/stat`);
  if (text === null) return null;
  const [user, system] = text
    .slice(text.lastIndexOf(') ') + 2)
    .split(' ')
    .slice(16 - 3, 18 - 3); // the first field after the name is the manual's third
  return Number(user) + Number(system);
}

/** The running process of this number; null when there is none. */
export function identify(pid: number): ProcessIdentity | null {
  const stat = readProcess(pid);
  return stat === null ? null : { pid, startTicks: stat.startTicks };
}

/** A zombie has ended: it only waits for its parent to notice. */
export function isAlive({ pid, startTicks }: ProcessIdentity): boolean {
  const stat = readProcess(pid);
  return stat !== null && stat.startTicks === startTicks && stat.state !== 'Z' && stat.state !== 'X';
}

/** A file of a process, as text; null once the process is gone (ENOENT on opening, ESRCH on reading). */
export function readUnlessGone(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
}
