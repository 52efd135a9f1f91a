/**
 * Kinds of hybrid cores. In this order: Intel's own folders /sys/devices/cpu_core, cpu_atom, cpu_lowpower; the names of
 * different Arm parts; else how fast the firmware says each CPU can be (acpi_cppc/highest_perf, then cpu_capacity).
 */
import { join } from 'node:path';
import { parseCpuList } from '../sysfs/cpuList.ts';
import { readPositive, readText } from '../sysfs/readText.ts';
import type { Cpuinfo } from '../procfs/cpuinfo.ts';

const intelFolders = { cpu_core: 'P', cpu_atom: 'E', cpu_lowpower: 'LP-E' } as const;

/**
 * Firmware also ranks equal cores (favoured ones boost a little higher): 64 and 67 are one kind, 39 is another.
 * On the processors seen, favoured cores differ by less than a tenth a step, kinds by a half and more.
 */
const gapBetweenKinds = 1.25;

/** CPU -> kind for the CPUs given; empty where all are alike or nothing tells them apart. */
export function readKinds(root: string, cpus: readonly number[], cpuinfo: Cpuinfo): Map<number, string> {
  const named = [intelKinds(root), partKinds(cpuinfo)].find((kinds) => new Set(kinds.values()).size > 1);
  if (named !== undefined) return named;
  for (const file of ['acpi_cppc/highest_perf', 'cpu_capacity']) {
    const speeds = new Map<number, number>();
    for (const cpu of cpus) {
      const speed = readPositive(root, `sys/devices/system/cpu/cpu${cpu}`, file);
      if (speed !== null) speeds.set(cpu, speed);
    }
    const kinds = kindsBySpeed(speeds);
    if (kinds.size > 0) return kinds;
  }
  return new Map();
}

function intelKinds(root: string): Map<number, string> {
  const kinds = new Map<number, string>();
  for (const [folder, kind] of Object.entries(intelFolders)) {
    const cpus = readText(join(root, 'sys/devices', folder), 'cpus');
    for (const cpu of cpus === null ? [] : parseCpuList(cpus)) kinds.set(cpu, kind);
  }
  return kinds;
}

function partKinds(cpuinfo: Cpuinfo): Map<number, string> {
  const kinds = new Map<number, string>();
  for (const { id, model } of cpuinfo.processors) if (model !== null) kinds.set(id, model);
  return kinds;
}

/**
 * Splits CPUs by speed where the next faster one is more than a quarter faster: two kinds are "E" and "P", three "LP-E", "E" and "P".
 * Empty for one kind, and for more than three, which no known processor has.
 */
export function kindsBySpeed(speeds: ReadonlyMap<number, number>): Map<number, string> {
  const groups: number[][] = [];
  for (const speed of [...new Set(speeds.values())].toSorted((a, b) => a - b)) {
    const group = groups.at(-1);
    if (group !== undefined && speed <= (group.at(-1) ?? 0) * gapBetweenKinds) group.push(speed);
    else groups.push([speed]);
  }
  const names = ['P', 'E', 'LP-E'].slice(0, groups.length).toReversed();
  if (groups.length < 2 || groups.length > names.length) return new Map();
  return new Map(
    [...speeds].map(([cpu, speed]) => [cpu, names[groups.findIndex((group) => group.includes(speed))] ?? 'P']),
  );
}
