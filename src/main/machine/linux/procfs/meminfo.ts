/** Parses /proc/meminfo (proc_meminfo(5)), whose "kB" are KiB. */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

export interface Meminfo {
  total: Bytes;
  /** What could be used without swapping, as Linux estimates it (MemAvailable, since 3.14). */
  available: Bytes;
  free: Bytes;
  /** Buffers + page cache + reclaimable slab, as free(1) counts "buff/cache"; the slab only where it is told (gVisor does not). */
  cached: Bytes;
  swapTotal: Bytes;
  swapFree: Bytes;
}

/** Throws `badFormat` naming the line that is missing. */
export function parseMeminfo(text: string): Meminfo {
  const values = new Map<string, Bytes>();
  for (const [, key, kibibytes] of text.matchAll(/^([^:\n]+):\s+(\d+) kB$/gm)) {
    if (key !== undefined) values.set(key, Number(kibibytes) * 1024);
  }
  const get = (key: string) => {
    const value = values.get(key);
    if (value === undefined) throw badFormat('/proc/meminfo', `no line ${key}`, text);
    return value;
  };
  return {
    total: get('MemTotal'),
    available: get('MemAvailable'),
    free: get('MemFree'),
    cached: get('Buffers') + get('Cached') + (values.has('SReclaimable') ? get('SReclaimable') : 0),
    swapTotal: get('SwapTotal'),
    swapFree: get('SwapFree'),
  };
}
