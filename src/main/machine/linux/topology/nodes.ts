/** NUMA nodes: which CPUs and how much memory are near each other, from /sys/devices/system/node (numa(7)). */
import { join } from 'node:path';
import type { MachineDescription } from '../../../../shared/monitor/machineDescription.ts';
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { readCpuSet, readNumbered, readText } from '../sysfs/readText.ts';

/**
 * Nodes as Linux numbers them, gaps included; null where there is no such folder (a Linux without NUMA). A node may have no CPUs (memory
 * alone), and on s390 and older Linux its CPUs include offline and merely possible ones.
 */
export function readNodes(root: string): MachineDescription['nodes'] | null {
  const folder = join(root, 'sys/devices/system/node');
  const ids = readNumbered('node', folder);
  if (ids === null) return null;
  return ids.map((id) => {
    const own = join(folder, `node${id}`);
    return {
      id,
      cpus: readCpuSet(own, 'cpulist', 'cpumap') ?? [],
      memoryBytes: parseTotalMemory(readText(own, 'meminfo') ?? ''),
    };
  });
}

/** MemTotal of /proc/meminfo ("MemTotal: 16384 kB") or of a node ("Node 0 MemTotal: 16384 kB"), in bytes; null where it is not written. */
export function parseTotalMemory(meminfo: string): Bytes | null {
  const match = /^(?:Node \d+ )?MemTotal: +(\d+) kB$/m.exec(meminfo);
  return match === null ? null : Number(match[1]) * 1024;
}
