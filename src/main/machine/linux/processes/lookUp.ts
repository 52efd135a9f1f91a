/** One process looked up now: who it is, or that it is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { decodeHostile } from '../procfs/decodeHostile.ts';
import { parseStat, type Stat } from '../procfs/stat.ts';
import { parseStatus } from '../procfs/status.ts';

export type NamedStat = Stat & { name: string };

/** ENOENT and ESRCH alike mean "ended"; ENOTDIR is what a number says that never was a process. */
const goneCodes = new Set(['ENOENT', 'ESRCH', 'ENOTDIR']);
const deniedCodes = new Set(['EACCES', 'EPERM']);

/** The name of the error of a system call ("EPERM"); empty for any other error. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  // os.setPriority hides it in `info`.
  const holder = 'info' in error && typeof error.info === 'object' && error.info !== null ? error.info : error;
  return 'code' in holder && typeof holder.code === 'string' ? holder.code : '';
}

export function meansGone(error: unknown): boolean {
  return goneCodes.has(systemCode(error));
}

export function meansDenied(error: unknown): boolean {
  return deniedCodes.has(systemCode(error));
}

/** Times in clock ticks, as Linux writes them. null where it has ended, or where hidepid does not show it to us. */
export function lookUpStat(pid: number): NamedStat | null {
  return readUnlessGone(() => parseStat(decodeHostile(readFileSync(`/proc/${pid}/stat`)), 1));
}

/** The same for one thread of a process. */
export function lookUpThread(pid: number, tid: number): NamedStat | null {
  return readUnlessGone(() => parseStat(decodeHostile(readFileSync(`/proc/${pid}/task/${tid}/stat`)), 1));
}

/** Effective user; null where the process has ended. */
export function lookUpOwner(pid: number): number | null {
  return readUnlessGone(() => parseStatus(decodeHostile(readFileSync(`/proc/${pid}/status`))).uid);
}

/** Thread numbers, empty where the process has ended. */
export function threadsOf(pid: number): number[] {
  return readUnlessGone(() => numbersIn(readdirSync(`/proc/${pid}/task`))) ?? [];
}

/** Numbers of all processes that /proc lists. */
export function allProcesses(): number[] {
  return numbersIn(readdirSync('/proc'));
}

function numbersIn(names: readonly string[]): number[] {
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

function readUnlessGone<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}
