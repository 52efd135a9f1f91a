/** What the passes over this machine need to know before the first: units of /proc, who reads, how many files may stay open. */
import { existsSync, readFileSync } from 'node:fs';
import { ThreadlabError } from '../../shared/errors.ts';
import { createGroupMemoryReader } from '../machine/linux/cgroup/groupMemory.ts';
import { readLinuxUnits } from '../machine/linux/linuxUnits.ts';
import { parseOpenFilesLimit } from '../machine/linux/procfs/limits.ts';
import { createClockReader } from '../machine/linux/sysfs/clocks.ts';
import { createHeatReader } from '../machine/linux/sysfs/heat.ts';
import type { PassOptions } from './pass.ts';

/** Half of what the process may open, for the rest of the backend is there too; each costs Linux a kilobyte or two. */
const largestDescriptorCount = 32 * 1024;

/** Options for the /proc of this machine. Throws `notSupported` where none is mounted. */
export function linuxOptions(): PassOptions {
  if (!existsSync('/proc/self/stat')) {
    throw new ThreadlabError(
      'notSupported',
      'There is no /proc here, so processes cannot be watched. Mount it: mount -t proc proc /proc',
    );
  }
  const limit = parseOpenFilesLimit(readFileSync('/proc/self/limits', 'latin1'));
  return {
    root: '/proc',
    passwdFile: '/etc/passwd',
    units: readLinuxUnits(),
    clock: createClockReader(),
    heat: createHeatReader(),
    groupMemory: createGroupMemoryReader(),
    reader: { isRoot: process.geteuid?.() === 0, groups: process.getgroups?.() ?? [] },
    descriptorLimit: Math.min(largestDescriptorCount, Math.floor(limit / 2)),
    ownPid: process.pid,
    now: () => performance.now() * 1e-3,
  };
}
