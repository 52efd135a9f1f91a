/** Parses /proc/<pid>/smaps_rollup (proc_pid_smaps(5)): sums over all mappings of a process. Reading it walks its page tables. */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

export interface SmapsRollup {
  residentBytes: Bytes;
  /** Proportional set: shared pages divided by how many share them. */
  proportionalBytes: Bytes;
  /** Unique set: what would be free if the process ended. */
  uniqueBytes: Bytes;
  /** Proportional share of what is in swap. */
  swapBytes: Bytes;
}

/** Throws `badFormat` naming the line that is missing; Linux's "kB" are KiB. */
export function parseSmapsRollup(text: string): SmapsRollup {
  const get = (key: string): Bytes => {
    const kibibytes = new RegExp(`^${key}: +(\\d+) kB$`, 'm').exec(text)?.[1];
    if (kibibytes === undefined) throw badFormat('/proc/<pid>/smaps_rollup', `no line ${key}`, text);
    return Number(kibibytes) * 1024;
  };
  return {
    residentBytes: get('Rss'),
    proportionalBytes: get('Pss'),
    uniqueBytes: get('Private_Clean') + get('Private_Dirty'),
    swapBytes: get('SwapPss'),
  };
}
