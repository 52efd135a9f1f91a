/** A machine of which nothing is known. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';

export const describedMachine: MachineDescription = {
  model: null,
  architecture: null,
  kernel: null,
  os: null,
  packages: null,
  cores: null,
  cpus: [],
  caches: [],
  nodes: [],
  memory: { totalBytes: null, modules: null },
  limits: { cpus: null, allowedCpus: [], quota: null, source: 'a test', memoryBytes: null },
  virtualization: null,
  notAvailable: {},
};
