/**
 * What a container leaves of the machine: the CPUs of its cpuset, its CPU quota and its memory limit, in control groups of
 * version 1 and 2 (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/cpusets.rst, scheduler/sched-bwc.rst), and the CPUs that
 * this process may run on (taskset).
 */
import { join, relative } from 'node:path';
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { parseCpuList } from '../sysfs/cpuList.ts';
import { readText } from '../sysfs/readText.ts';
import {
  groupFolders,
  parseCgroupMembership,
  parseCgroupMounts,
  type CgroupMembership,
  type GroupFolders,
} from './membership.ts';

/** A limit and the file that sets it, as a path of the machine that is read. */
export interface Limit<Value> {
  value: Value;
  source: string;
}

export interface CgroupLimits {
  cpuset: Limit<number[]> | null;
  /** CPUs' worth of time: 1.5 is one and a half. The tightest of the group and those above it. */
  quota: Limit<number> | null;
  memory: Limit<Bytes> | null;
  /** CPUs that this process may run on; within the cpuset, and narrower where taskset made it so. */
  affinity: Limit<number[]> | null;
}

/** Reads the limits of a process under `root`, by default of this one; what is not limited, or not told, is null. */
export function readCgroupLimits(root: string, process = 'self'): CgroupLimits {
  const mounts = parseCgroupMounts(readText(root, 'proc/self/mountinfo') ?? readText(root, 'proc/mounts') ?? '');
  const memberships = readText(root, 'proc', process, 'cgroup');
  const folders = (controller: string) =>
    groupFolders(
      root,
      controller,
      mounts,
      memberships === null && controller === 'cpuset'
        ? cpusetMembership(root, process)
        : parseCgroupMembership(memberships ?? ''),
    );
  const allowed = /^Cpus_allowed_list:\s*(.*)$/m.exec(readText(root, 'proc', process, 'status') ?? '')?.[1];
  return {
    cpuset: nearest(root, folders('cpuset'), {
      1: ['cpuset.effective_cpus', 'cpuset.cpus'],
      2: ['cpuset.cpus.effective'],
    }),
    quota: tightest(
      root,
      folders('cpu').map(({ version, folders: own }) => ({
        file: version === 2 ? 'cpu.max' : 'cpu.cfs_quota_us',
        folders: own,
        read: (folder: string) =>
          version === 2
            ? parseCpuMax(readText(folder, 'cpu.max') ?? '')
            : parseCfsQuota(readText(folder, 'cpu.cfs_quota_us') ?? '', readText(folder, 'cpu.cfs_period_us') ?? ''),
      })),
    ),
    memory: tightest(
      root,
      folders('memory').map(({ version, folders: own }) => {
        const file = version === 2 ? 'memory.max' : 'memory.limit_in_bytes';
        return { file, folders: own, read: (folder: string) => parseMemoryLimit(readText(folder, file) ?? '') };
      }),
    ),
    affinity: allowed === undefined ? null : { value: parseCpuList(allowed), source: `/proc/${process}/status` },
  };
}

/** Where /proc/<pid>/cgroup is missing: /proc/<pid>/cpuset (cpuset(7)), the path alone, in the hierarchy of either version. */
function cpusetMembership(root: string, process: string): CgroupMembership[] {
  const path = readText(root, 'proc', process, 'cpuset');
  return path === null ? [] : [[], ['cpuset']].map((controllers) => ({ controllers, path }));
}

/** "50000 100000" (µs of CPU time a period of µs) -> 0.5; "max 100000" and what is no quota -> null. */
export function parseCpuMax(text: string): number | null {
  const match = /^(\d+) (\d+)$/.exec(text.trim());
  return match === null ? null : share(Number(match[1]), Number(match[2]));
}

/** Version 1's cpu.cfs_quota_us and cpu.cfs_period_us: -1 is no quota. */
export function parseCfsQuota(quota: string, period: string): number | null {
  return /^\d+$/.test(quota.trim()) && /^\d+$/.test(period.trim()) ? share(Number(quota), Number(period)) : null;
}

function share(quota: number, period: number): number | null {
  return quota > 0 && period > 0 ? quota / period : null;
}

/** Bytes; null for "max" and for version 1's "none", the largest number of pages that fits (2^63 - 1 rounded down to a page). */
export function parseMemoryLimit(text: string): Bytes | null {
  if (!/^\d+$/.test(text.trim())) return null;
  const bytes = Number(text);
  return bytes < 2 ** 62 ? bytes : null;
}

/** The cpuset of the nearest group that has one: Linux has intersected it with those above. */
function nearest(
  root: string,
  groups: readonly GroupFolders[],
  files: Record<1 | 2, readonly string[]>,
): Limit<number[]> | null {
  for (const { version, folders } of groups) {
    for (const folder of folders) {
      for (const file of files[version]) {
        const text = readText(folder, file);
        if (text !== null && text !== '') return { value: parseCpuList(text), source: source(root, folder, file) };
      }
    }
  }
  return null;
}

function tightest(
  root: string,
  groups: readonly { file: string; folders: readonly string[]; read: (folder: string) => number | null }[],
): Limit<number> | null {
  let found: Limit<number> | null = null;
  for (const { file, folders, read } of groups) {
    for (const folder of folders) {
      const value = read(folder);
      if (value !== null && (found === null || value < found.value))
        found = { value, source: source(root, folder, file) };
    }
  }
  return found;
}

function source(root: string, folder: string, file: string): string {
  return `/${relative(root, join(folder, file))}`;
}
