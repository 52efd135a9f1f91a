/**
 * How long control groups held this process's CPUs back for their quota (cgroup-v2.rst, scheduler/sched-bwc.rst). A quota of a
 * group above holds as well and is told there alone, so every group on the way up is read.
 */
import type { Seconds } from '../../shared/units/quantity.ts';
import { groupFolders, parseCgroupMembership, parseCgroupMounts } from '../machine/linux/cgroup/membership.ts';
import { readText } from '../machine/linux/sysfs/readText.ts';

/** Seconds throttled since the group was made, by the group's folder. */
export type Throttling = ReadonlyMap<string, Seconds>;

/** Of this process's groups under `root`: throttled_usec (version 2) or throttled_time in ns (version 1) of cpu.stat. Those that do not tell are left out. */
export function readThrottling(root: string): Throttling {
  const mounts = parseCgroupMounts(readText(root, 'proc/self/mountinfo') ?? '');
  const memberships = parseCgroupMembership(readText(root, 'proc/self/cgroup') ?? '');
  const folders = groupFolders(root, 'cpu', mounts, memberships).flatMap((group) => group.folders);
  return new Map(
    folders.flatMap((folder): [string, Seconds][] => {
      const throttled = parseThrottled(readText(folder, 'cpu.stat') ?? '');
      return throttled === null ? [] : [[folder, throttled]];
    }),
  );
}

/** Between two readings, of the group that was throttled the longest; null where no group tells. */
export function throttledBetween(before: Throttling, after: Throttling): Seconds | null {
  const grown = [...after].flatMap(([folder, until]) => until - (before.get(folder) ?? NaN)).filter(Number.isFinite);
  return grown.length === 0 ? null : Math.max(...grown);
}

function parseThrottled(stat: string): Seconds | null {
  const microseconds = /^throttled_usec (\d+)$/m.exec(stat)?.[1];
  if (microseconds !== undefined) return Number(microseconds) / 1e6;
  const nanoseconds = /^throttled_time (\d+)$/m.exec(stat)?.[1];
  return nanoseconds === undefined ? null : Number(nanoseconds) / 1e9;
}
