/** What macOS and Windows tell of the machine, by systeminformation: fewer facts than Linux, and each gap with its reason. */
import { availableParallelism, cpus as osCpus, machine as architecture, release, totalmem } from 'node:os';
import { cpu, cpuCache, osInfo, system, type Systeminformation } from 'systeminformation';
import type { CacheDescription, MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { Hertz } from '../../../shared/units/quantity.ts';
import { readMemoryModules } from './memoryModules.ts';

/** Describes the machine that runs now, whatever its system. Which CPUs share a core, a cache or a node these systems do not tell here. */
export async function describePortable(): Promise<MachineDescription> {
  const [processor, caches, operatingSystem, hardware, modules] = await Promise.all([
    cpu(),
    cpuCache(),
    osInfo(),
    system(),
    readMemoryModules(totalmem()),
  ]);
  return portableDescription({
    processor,
    caches,
    operatingSystem,
    isVirtual: hardware.virtual ?? null,
    modules,
    cpuCount: osCpus().length,
    usableCpus: availableParallelism(),
    totalBytes: totalmem(),
    architecture: architecture(),
    kernel: release(),
  });
}

export interface PortableFacts {
  processor: Systeminformation.CpuData;
  caches: Systeminformation.CpuCacheData;
  operatingSystem: Pick<Systeminformation.OsData, 'distro' | 'release'>;
  isVirtual: boolean | null;
  modules: MachineDescription['memory']['modules'];
  cpuCount: number;
  usableCpus: number;
  totalBytes: number;
  architecture: string;
  kernel: string;
}

/** Pure: facts of systeminformation (clocks in GHz, 0 and "" for "not known") into a description. */
export function portableDescription(facts: PortableFacts): MachineDescription {
  const { processor, operatingSystem, modules } = facts;
  const ids = Array.from({ length: facts.cpuCount }, (_, id) => id);
  const caches = portableCaches(facts.caches);
  const clock = {
    now: null,
    min: gigahertz(processor.speedMin),
    max: gigahertz(processor.speedMax),
    base: gigahertz(processor.speed),
  };
  const model = words(processor.manufacturer, processor.brand);
  const os = words(operatingSystem.distro, operatingSystem.release);
  const packages = processor.processors > 0 ? processor.processors : null;
  const cores = processor.physicalCores > 0 ? processor.physicalCores : null;
  const limited = facts.usableCpus < facts.cpuCount;
  return {
    model,
    architecture: facts.architecture,
    kernel: facts.kernel,
    os,
    packages,
    cores,
    cpus: ids.map((id) => ({
      id,
      online: true,
      package: null,
      core: null,
      node: null,
      kind: null,
      clock,
      governor: null,
    })),
    caches,
    nodes: [],
    memory: { totalBytes: facts.totalBytes, modules },
    limits: {
      cpus: facts.usableCpus,
      allowedCpus: ids,
      quota: null,
      source: limited ? 'CPUs that the system lets this process use' : 'all CPUs online',
      memoryBytes: null,
    },
    virtualization:
      facts.isVirtual === null ? null : facts.isVirtual ? 'a hypervisor that does not name itself' : 'none',
    notAvailable: {
      'cpus.core': 'Which CPUs share a core and a package is read on Linux only.',
      'cpus.kind': 'Kinds of hybrid cores are read on Linux only.',
      'caches.ways': 'The system does not tell the ways of a cache.',
      'caches.lineBytes': 'The system does not tell the line size of a cache.',
      'cpus.clock.now': 'The current clock is read on Linux only.',
      'cpus.governor': 'Clock governors belong to Linux.',
      ...(caches.length === 0
        ? { caches: 'The system does not tell the caches.' }
        : { 'caches.sharedBy': 'The system tells the sizes of the caches, not who shares them.' }),
      nodes: 'NUMA nodes are read on Linux only.',
      'limits.quota': 'CPU quotas belong to control groups of Linux.',
      'limits.memoryBytes': 'Memory limits are read from control groups of Linux.',
      ...missing({
        'cpus.clock.min': clock.min,
        'cpus.clock.max': clock.max,
        'cpus.clock.base': clock.base,
        model,
        os,
        packages,
        cores,
      }),
      ...(modules === null && { 'memory.modules': 'The system does not tell the memory modules.' }),
      ...(facts.isVirtual === null && { virtualization: 'The system does not tell whether it is a guest.' }),
    },
  };
}

/** One sentence for each of the fields that systeminformation left out. */
function missing(fields: Record<string, number | string | null>): Record<string, string> {
  const absent = Object.entries(fields).filter(([, value]) => value === null);
  return Object.fromEntries(absent.map(([field]) => [field, 'The system does not tell it.']));
}

function portableCaches({ l1d, l1i, l2, l3 }: Systeminformation.CpuCacheData): CacheDescription[] {
  const cache = (level: number, type: CacheDescription['type'], sizeBytes: number | null): CacheDescription[] =>
    sizeBytes === null || !(sizeBytes > 0)
      ? []
      : [{ level, type, sizeBytes, ways: null, lineBytes: null, sharedBy: [], source: 'systeminformation' }];
  return [
    ...cache(1, 'data', l1d),
    ...cache(1, 'instruction', l1i),
    ...cache(2, 'unified', l2),
    ...cache(3, 'unified', l3),
  ];
}

function gigahertz(value: number): Hertz | null {
  return value > 0 ? Math.round(value * 1e9) : null;
}

function words(...parts: string[]): string | null {
  const text = parts.filter((part) => part !== '').join(' ');
  return text === '' ? null : text;
}
