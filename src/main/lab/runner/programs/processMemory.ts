/** Memory of this process and of what it started, as Linux counts it in smaps_rollup (proc(5)): each page once, shared ones by their share. */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { readFileSync } from 'node:fs';

/** Of all these processes together; null where Linux does not tell of one. */
export function proportionalSet(processes: readonly number[]): Bytes | null {
  return sumOf(processes, ['Pss']);
}

/** What this process has for itself alone; null where Linux does not tell. */
export function uniqueSet(process: number): Bytes | null {
  return sumOf([process], ['Private_Clean', 'Private_Dirty']);
}

function sumOf(processes: readonly number[], lines: readonly string[]): Bytes | null {
  let total = 0;
  for (const pid of processes) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      for (const line of lines) {
        const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1];
        if (kilobytes === undefined) return null;
        total += Number(kilobytes) * 1024;
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error) return null; // refused, ended, or not there on this Linux
      throw error;
    }
  }
  return total;
}
