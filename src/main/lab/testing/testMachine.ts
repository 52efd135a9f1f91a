/** A small machine, described: two cores, no SMT. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';

export const testMachine: MachineDescription = {
  model: 'Test CPU',
  architecture: 'x86_64',
  kernel: '6.18.0',
  os: 'Debian 12',
  packages: 1,
  cores: 2,
  cpus: [0, 1].map((id) => ({
    id,
    online: true,
    package: 0,
    core: id,
    node: 0,
    kind: null,
    clock: { now: 3e9 + id, min: null, max: null, base: null },
    governor: null,
  })),
  caches: [0, 1].map((id) => ({
    level: 1,
    type: 'data',
    sizeBytes: 32768,
    ways: 8,
    lineBytes: 64,
    sharedBy: [id],
    source: 'sysfs',
  })),
  nodes: [],
  memory: { totalBytes: 8e9, modules: null },
  limits: { cpus: 2, allowedCpus: [0, 1], quota: null, source: 'all CPUs online', memoryBytes: null },
  virtualization: null,
  notAvailable: {},
};
