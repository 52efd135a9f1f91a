/**
 * How much memory the control group uses whose limit holds for this process, read once a pass: its own group's or that of one above,
 * whichever allows the least (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst). Page cache of its files counts as used there.
 */
import { dirname, join } from 'node:path';
import type { Vitals } from '../../../../shared/monitor/snapshot.ts';
import { readNumber, readText } from '../sysfs/readText.ts';
import { parseMemoryLimit, readCgroupLimits } from './limits.ts';

export interface GroupMemoryReader {
  /** null where no group has a limit, or Linux does not tell what it uses. */
  read(): Vitals['memory']['group'];
}

/** Looks once under `root` for the group with the limit; the limit itself is read again, for it may be changed. */
export function createGroupMemoryReader(root = '/'): GroupMemoryReader {
  const found = readCgroupLimits(root).memory;
  if (found === null) return { read: () => null };
  const limitFile = join(root, found.source);
  const useFile = join(
    dirname(limitFile),
    limitFile.endsWith('/memory.max') ? 'memory.current' : 'memory.usage_in_bytes',
  );
  return {
    read() {
      const limit = parseMemoryLimit(readText(limitFile) ?? '');
      const used = readNumber(useFile);
      return limit === null || used === null ? null : { limit, used };
    },
  };
}
