/**
 * Parses /proc/<pid>/statm (proc_pid_statm(5)), in pages. Recent Linux sums its per-CPU counters for it;
 * the resident count in stat may lag behind by some pages a CPU. Kernel threads and zombies read as zeros.
 */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';
import { parseNumbers } from './numbers.ts';

export interface Statm {
  virtualBytes: Bytes;
  residentBytes: Bytes;
}

/** From text: the reference. Throws `badFormat` where the seven numbers are not there. */
export function parseStatm(text: string, pageBytes: Bytes): Statm {
  const match = /^(\d+) (\d+)(?: \d+){5}\n?$/.exec(text);
  if (!match) throw badFormat('/proc/<pid>/statm', 'not seven numbers', text);
  return { virtualBytes: Number(match[1]) * pageBytes, residentBytes: Number(match[2]) * pageBytes };
}

const pages = new Float64Array(7);

/** From the first `length` bytes into `into`. */
export function parseStatmBytes(bytes: Buffer, length: number, pageBytes: Bytes, into: Statm): void {
  if (parseNumbers(bytes, 0, length, pages) < 7)
    throw badFormat('/proc/<pid>/statm', 'not seven numbers', bytes.toString('utf8', 0, length));
  into.virtualBytes = (pages[0] ?? NaN) * pageBytes;
  into.residentBytes = (pages[1] ?? NaN) * pageBytes;
}
