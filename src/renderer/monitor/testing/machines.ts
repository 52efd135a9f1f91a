/** Machines for tests, from a laptop of two CPUs to a server of 256. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';

export interface MachineShape {
  packages?: number;
  /** Cores a package. */
  cores: number;
  /** CPUs a core. */
  threads?: number;
  /** Cores that share one last-level cache; absent: no such cache is known. */
  lastLevel?: number;
  /** Each core has L1 and L2 of its own. */
  ownCaches?: boolean;
}

export function machineOf({
  packages = 1,
  cores,
  threads = 1,
  lastLevel,
  ownCaches = false,
}: MachineShape): MachineDescription {
  const cpus: MachineDescription['cpus'] = [];
  const caches: MachineDescription['caches'] = [];
  const cache = (level: number, type: 'data' | 'instruction' | 'unified', sizeBytes: number, sharedBy: number[]) =>
    caches.push({ level, type, sizeBytes, ways: 8, lineBytes: 64, sharedBy, source: 'sysfs' });
  for (let core = 0; core < packages * cores; core += 1) {
    const siblings = Array.from({ length: threads }, (_, thread) => core * threads + thread);
    for (const id of siblings) {
      cpus.push({
        id,
        online: true,
        package: Math.floor(core / cores),
        core,
        node: Math.floor(core / cores),
        kind: null,
        clock: { now: 3.4e9, min: 1.5e9, max: 3.7e9, base: 3e9 },
        governor: 'schedutil',
      });
    }
    if (ownCaches) {
      cache(1, 'data', 32 * 1024, siblings);
      cache(1, 'instruction', 32 * 1024, siblings);
      cache(2, 'unified', 512 * 1024, siblings);
    }
  }
  if (lastLevel !== undefined) {
    for (let box = 0; box < packages; box += 1) {
      for (let first = 0; first < cores; first += lastLevel) {
        const from = (box * cores + first) * threads;
        const to = (box * cores + Math.min(cores, first + lastLevel)) * threads;
        cache(
          3,
          'unified',
          32 * 2 ** 20,
          Array.from({ length: to - from }, (_, i) => from + i),
        );
      }
    }
  }
  return {
    model: 'AMD EPYC 7313P',
    architecture: 'x86_64',
    kernel: '6.18.2',
    os: 'Debian GNU/Linux 12',
    packages,
    cores: packages * cores,
    cpus,
    caches,
    nodes: Array.from({ length: packages }, (_, id) => ({
      id,
      cpus: cpus.filter((cpu) => cpu.node === id).map((cpu) => cpu.id),
      memoryBytes: 32 * 2 ** 30,
    })),
    memory: { totalBytes: packages * 32 * 2 ** 30, modules: null },
    limits: {
      cpus: cpus.length,
      allowedCpus: cpus.map(({ id }) => id),
      quota: null,
      source: 'cpuset (cgroup v2, /)',
      memoryBytes: null,
    },
    virtualization: 'KVM',
    notAvailable: { 'memory.modules': 'the firmware tables are not readable' },
  };
}
