/**
 * Which CPUs there are, which are online, and which share a core and a package
 * (Documentation/admin-guide/cputopology.rst). Linux takes the topology of an offline CPU away: its core and package are null.
 * Groups come from the sets of siblings, not from core_id and physical_package_id: core_id repeats in every package (on some
 * processors in every die of one), and the package's number is -1 on PowerPC.
 */
import { join } from 'node:path';
import { parseCpuList } from '../sysfs/cpuList.ts';
import { readCpuSet, readNumber, readNumbered, readText } from '../sysfs/readText.ts';
import type { Cpuinfo } from '../procfs/cpuinfo.ts';

export interface CpuPlace {
  id: number;
  online: boolean;
  /** Number of the package: Linux's own where it gives different ones, else counted from 0 in the order of the first CPU. */
  package: number | null;
  /** Number of the core on the whole machine, counted from 0 in the order of the first CPU. */
  core: number | null;
}

/** Which CPUs share something, before it is numbered: the key is the same for all that do. */
interface Siblings {
  core: string | null;
  package: string | null;
  /** physical_package_id; null where Linux does not know it (-1). */
  packageId: number | null;
}

/** Reads the CPUs of the machine under `root`, present ones only (possible ones that are not there would be invented), ascending. */
export function readCpuPlaces(root: string, cpuinfo: Cpuinfo): CpuPlace[] {
  const folder = join(root, 'sys/devices/system/cpu');
  const ids = presentCpus(folder, cpuinfo);
  const onlineList = readText(folder, 'online');
  const online = onlineList === null ? null : new Set(parseCpuList(onlineList));
  const siblings = new Map<number, Siblings>();
  for (const id of ids) {
    const own = join(folder, `cpu${id}`);
    const isOnline = online?.has(id) ?? readText(own, 'online') !== '0';
    if (isOnline) siblings.set(id, siblingsOf(own, id, cpuinfo));
  }
  const cores = numberGroups(siblings, (one) => one.core);
  const packages = numberPackages(siblings);
  return ids.map((id) => ({
    id,
    online: siblings.has(id),
    package: packages.get(id) ?? null,
    core: cores.get(id) ?? null,
  }));
}

function presentCpus(folder: string, cpuinfo: Cpuinfo): number[] {
  const present = readText(folder, 'present');
  if (present !== null && present !== '') return parseCpuList(present);
  const folders = readNumbered('cpu', folder);
  return folders !== null && folders.length > 0 ? folders : cpuinfo.processors.map((processor) => processor.id);
}

function siblingsOf(folder: string, id: number, cpuinfo: Cpuinfo): Siblings {
  const topology = join(folder, 'topology');
  // The first name is the newer one (5.2); both are written where both exist.
  const core =
    readCpuSet(topology, 'core_cpus_list', 'core_cpus') ??
    readCpuSet(topology, 'thread_siblings_list', 'thread_siblings');
  const inPackage =
    readCpuSet(topology, 'package_cpus_list', 'package_cpus') ??
    readCpuSet(topology, 'core_siblings_list', 'core_siblings');
  const number = readNumber(topology, 'physical_package_id');
  const written = cpuinfo.processors.find((processor) => processor.id === id);
  const packageId = number !== null && number >= 0 ? number : (written?.package ?? null);
  return {
    core: firstOf(core) ?? writtenCore(written),
    package: firstOf(inPackage) ?? (packageId === null ? null : `package ${packageId}`),
    packageId,
  };
}

/** Siblings form a partition, so the lowest CPU names the group. */
function firstOf(cpus: readonly number[] | null): string | null {
  return cpus === null || cpus.length === 0 ? null : `CPU ${Math.min(...cpus)}`;
}

/** Where /sys is hidden: the pair that /proc/cpuinfo writes. */
function writtenCore(written: { package: number | null; core: number | null } | undefined): string | null {
  return written === undefined || written.core === null ? null : `package ${written.package ?? 0} core ${written.core}`;
}

/** CPU -> number of its group, counted from 0 as the CPUs ascend. */
function numberGroups(
  siblings: ReadonlyMap<number, Siblings>,
  key: (one: Siblings) => string | null,
): Map<number, number> {
  const numbers = new Map<string, number>();
  const result = new Map<number, number>();
  for (const [id, one] of siblings) {
    const group = key(one);
    if (group === null) continue;
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    result.set(id, number);
  }
  return result;
}

function numberPackages(siblings: ReadonlyMap<number, Siblings>): Map<number, number> {
  const counted = numberGroups(siblings, (one) => one.package);
  const linuxNumbers = new Map<number, number>(); // counted -> Linux's
  for (const [id, number] of counted) {
    const packageId = siblings.get(id)?.packageId ?? null;
    if (packageId === null || (linuxNumbers.get(number) ?? packageId) !== packageId) return counted;
    linuxNumbers.set(number, packageId);
  }
  if (new Set(linuxNumbers.values()).size !== linuxNumbers.size) return counted; // one number for two packages
  return new Map([...counted].map(([id, number]) => [id, linuxNumbers.get(number) ?? number]));
}
