/**
 * Caches and who shares them, from /sys/devices/system/cpu/cpuN/cache (Documentation/ABI/testing/sysfs-devices-system-cpu),
 * and those that s390 tells only in /proc/cpuinfo. A cache is listed once, however many CPUs show it.
 */
import { join } from 'node:path';
import type { CacheDescription } from '../../../../shared/monitor/machineDescription.ts';
import { parseCacheSize } from '../sysfs/cacheSize.ts';
import { readCpuSet, readNumber, readNumbered, readPositive, readText } from '../sysfs/readText.ts';
import type { Cpuinfo } from '../procfs/cpuinfo.ts';

const types: Record<string, CacheDescription['type']> = {
  Data: 'data',
  Instruction: 'instruction',
  Unified: 'unified',
};

/** Caches of the CPUs given, nearest first; empty where sysfs shows none. Sizes in bytes; ways null where the firmware writes 0. */
export function readSysfsCaches(root: string, cpus: readonly number[]): CacheDescription[] {
  const found = new Map<string, CacheDescription>();
  for (const cpu of cpus) {
    const folder = join(root, `sys/devices/system/cpu/cpu${cpu}/cache`);
    for (const index of readNumbered('index', folder) ?? []) {
      const own = join(folder, `index${index}`);
      const level = readNumber(own, 'level');
      const type = types[readText(own, 'type') ?? ''];
      if (level === null || type === undefined) continue;
      const sharedBy = readCpuSet(own, 'shared_cpu_list', 'shared_cpu_map') ?? [];
      // A set without the CPU that shows it is none (seen in guests): then all that is known is that this CPU has it.
      if (!sharedBy.includes(cpu)) sharedBy.splice(0, sharedBy.length, cpu);
      const key = `${level} ${type} ${sharedBy.join(',')}`;
      if (found.has(key)) continue;
      found.set(key, {
        level,
        type,
        sizeBytes: parseCacheSize(readText(own, 'size') ?? ''),
        ways: readPositive(own, 'ways_of_associativity'),
        lineBytes: readPositive(own, 'coherency_line_size'),
        sharedBy,
        source: 'sysfs',
      });
    }
  }
  return [...found.values()].toSorted(nearestFirst);
}

/**
 * Caches that /proc/cpuinfo lists and `known` lacks: on s390 the levels that several CPUs share, without saying which, so
 * `sharedBy` is empty.
 */
export function cpuinfoCaches(cpuinfo: Cpuinfo, known: readonly CacheDescription[]): CacheDescription[] {
  return cpuinfo.caches
    .filter((cache) => !known.some((other) => other.level === cache.level && other.type === cache.type))
    .map(({ level, type, sizeBytes, ways, lineBytes }) => ({
      level,
      type,
      sizeBytes,
      ways,
      lineBytes,
      sharedBy: [],
      source: '/proc/cpuinfo',
    }));
}

/** Order of a listing: level, then data before instruction before unified, then the first CPU. */
export function nearestFirst(a: CacheDescription, b: CacheDescription): number {
  const order: readonly CacheDescription['type'][] = ['data', 'instruction', 'unified'];
  return (
    a.level - b.level || order.indexOf(a.type) - order.indexOf(b.type) || (a.sharedBy[0] ?? 0) - (b.sharedBy[0] ?? 0)
  );
}
