/** Parses /proc/diskstats (Documentation/admin-guide/iostats.rst): what went to and from each disk since boot. */
import type { Bytes, Seconds } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

export interface DiskCounters {
  readBytes: Bytes;
  writeBytes: Bytes;
  /** Time in which at least one request was under way. */
  busyTime: Seconds;
}

/** Linux counts in sectors of this size, whatever the disk's own is. */
const sectorBytes = 512;

/** Parts and layers of other devices, whose bytes would be counted twice, and memory that only looks like a disk. */
const noDisk = /^(loop|ram|zram|dm-|md|sr|fd|nbd)\d|^(sd|hd|vd|xvd)[a-z]+\d+$|^(nvme\d+n\d+|mmcblk\d+)p\d+$|boot\d+$/u;

/** Whole disks by their name. Throws `badFormat` on a line with too few numbers. */
export function parseDiskstats(text: string): Map<string, DiskCounters> {
  const disks = new Map<string, DiskCounters>();
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/u);
    if (words.length < 3) continue;
    const name = words[2] ?? '';
    if (noDisk.test(name)) continue;
    const [read, written, busy] = [5, 9, 12].map((at) => Number(words[at]));
    if (read === undefined || written === undefined || busy === undefined || Number.isNaN(read + written + busy)) {
      throw badFormat('/proc/diskstats', 'a line with too few numbers', line);
    }
    disks.set(name, { readBytes: read * sectorBytes, writeBytes: written * sectorBytes, busyTime: busy / 1e3 });
  }
  return disks;
}
