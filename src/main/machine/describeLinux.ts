/** Describes a Linux machine from its /proc, /sys and control groups: this one, or a capture in a folder. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { ThreadlabError } from '../../shared/errors.ts';
import type { CpuDescription, MachineDescription } from '../../shared/monitor/machineDescription.ts';
import { effectiveLimits } from './linux/cgroup/effectiveLimits.ts';
import { readCgroupLimits } from './linux/cgroup/limits.ts';
import { parseCpuinfo, type Cpuinfo } from './linux/procfs/cpuinfo.ts';
import { readText } from './linux/sysfs/readText.ts';
import { cpuinfoCaches, nearestFirst, readSysfsCaches } from './linux/topology/caches.ts';
import { readClockRange } from './linux/topology/clockRange.ts';
import { readCpuPlaces } from './linux/topology/cpus.ts';
import { readGetconfCaches } from './linux/topology/getconfCaches.ts';
import { readKinds } from './linux/topology/kinds.ts';
import { parseTotalMemory, readNodes } from './linux/topology/nodes.ts';
import { readVirtualization } from './linux/topology/virtualization.ts';
import { missingReasons } from './describeMissing.ts';
import { readMemoryModules } from './portable/memoryModules.ts';

/** Which machine is read. Only of the live one can programs be asked (getconf, dmidecode). */
export type LinuxSource = 'live' | { capture: string };

/** CPUs read between two turns of the event loop: a machine of 256 CPUs has some 10,000 files, and others wait meanwhile. */
const cpusATurn = 8;

/** Reads the whole description. Throws `notFound` where a capture's folder holds neither /proc/cpuinfo nor CPUs in /sys. */
export async function describeLinux(source: LinuxSource): Promise<MachineDescription> {
  const isLive = source === 'live';
  const root = isLive ? '/' : findCapture(source.capture);
  const cpuinfo = parseCpuinfo(readText(root, 'proc/cpuinfo') ?? '');
  const places = readCpuPlaces(root, cpuinfo);
  const online = places.filter((place) => place.online).map((place) => place.id);
  const nodes = readNodes(root);
  const kinds = readKinds(root, online, cpuinfo);

  const cpus: CpuDescription[] = [];
  for (const place of places) {
    if (cpus.length % cpusATurn === 0) await yieldToOthers();
    const node = nodes?.find((one) => one.cpus.includes(place.id))?.id ?? null;
    cpus.push({ ...place, node, kind: kinds.get(place.id) ?? null, ...readClockRange(root, place.id, cpuinfo) });
  }

  await yieldToOthers();
  const sysfsCaches = readSysfsCaches(root, online);
  const reported =
    isLive && sysfsCaches.length === 0 ? await readGetconfCaches(online.length) : { caches: [], notAvailable: {} };
  const caches = [...sysfsCaches, ...cpuinfoCaches(cpuinfo, sysfsCaches), ...reported.caches].toSorted(nearestFirst);

  const totalBytes = parseTotalMemory(readText(root, 'proc/meminfo') ?? '') ?? sumOfNodes(nodes);
  const { limits, notAvailable: notLimited } = effectiveLimits(readCgroupLimits(root), online, totalBytes);
  const described = {
    model: modelOf(cpuinfo),
    architecture: readText(root, 'proc/sys/kernel/arch') ?? cpuinfo.architecture,
    kernel: kernelRelease(root),
    os: operatingSystem(root),
    packages: countOrNull(cpus.map((cpu) => cpu.package)),
    cores: countOrNull(cpus.map((cpu) => cpu.core)),
    cpus,
    caches,
    nodes: nodes ?? [],
    memory: { totalBytes, modules: isLive ? await readMemoryModules(totalBytes) : null },
    limits,
    virtualization: readVirtualization(root, cpuinfo),
  };
  return {
    ...described,
    notAvailable: {
      ...missingReasons(described, { isLive, cpuinfo, hasNodes: nodes !== null }),
      ...notLimited,
      ...reported.notAvailable,
    },
  };
}

/** The folder with proc and sys in it: the one given, or the only one inside it (an archive unpacks to a folder of its name). */
function findCapture(folder: string): string {
  const given = resolve(folder);
  const isCapture = (path: string) =>
    existsSync(join(path, 'proc/cpuinfo')) || existsSync(join(path, 'sys/devices/system/cpu'));
  if (isCapture(given)) return given;
  if (existsSync(given) && statSync(given).isDirectory()) {
    const inside = readdirSync(given)
      .map((name) => join(given, name))
      .filter(isCapture);
    if (inside.length === 1 && inside[0] !== undefined) return inside[0];
  }
  throw new ThreadlabError(
    'notFound',
    `No captured machine in ${given}: it holds neither proc/cpuinfo nor sys/devices/system/cpu. Name the folder that proc and sys were copied to.`,
  );
}

/** One name, or the different ones of a hybrid machine: "Cortex-A510 + Cortex-X3". */
function modelOf(cpuinfo: Cpuinfo): string | null {
  const models = new Set(cpuinfo.processors.flatMap(({ model }) => (model === null ? [] : [model])));
  return models.size === 0 ? null : [...models].join(' + ');
}

function kernelRelease(root: string): string | null {
  return (
    readText(root, 'proc/sys/kernel/osrelease') ??
    /^Linux version (\S+)/.exec(readText(root, 'proc/version') ?? '')?.[1] ??
    null
  );
}

/** PRETTY_NAME of os-release(5). */
function operatingSystem(root: string): string | null {
  const text = readText(root, 'etc/os-release') ?? readText(root, 'usr/lib/os-release') ?? '';
  return /^PRETTY_NAME=["']?(.*?)["']?$/m.exec(text)?.[1] ?? null;
}

function countOrNull(numbers: readonly (number | null)[]): number | null {
  const known = new Set(numbers.filter((number) => number !== null));
  return known.size === 0 ? null : known.size;
}

/** Where /proc/meminfo is missing; null unless every node tells its memory. */
function sumOfNodes(nodes: MachineDescription['nodes'] | null): number | null {
  if (nodes === null || nodes.length === 0) return null;
  return nodes.reduce<number | null>(
    (sum, { memoryBytes }) => (sum === null || memoryBytes === null ? null : sum + memoryBytes),
    0,
  );
}
