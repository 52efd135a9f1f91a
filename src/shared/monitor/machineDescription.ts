/** What this machine is: the document behind `threadlab machine --json` and the Machine view. Absent values are null, with the reason in `notAvailable`. */
import { z } from 'zod';

const numberOrNull = z.number().nullable();
const textOrNull = z.string().nullable();

export const cpuDescription = z.object({
  id: z.int(),
  online: z.boolean(),
  /** Number of the package, of the core on the whole machine (equal for SMT siblings), of the NUMA node; null where Linux does not say (offline CPUs). */
  package: z.int().nullable(),
  core: z.int().nullable(),
  node: z.int().nullable(),
  /** Kind of a hybrid core ("P", "E", or a model name such as "Cortex-X3"); null where all are alike. */
  kind: textOrNull,
  clock: z.object({ now: numberOrNull, min: numberOrNull, max: numberOrNull, base: numberOrNull }),
  governor: textOrNull,
});

export const cacheDescription = z.object({
  level: z.int(),
  type: z.enum(['data', 'instruction', 'unified']),
  sizeBytes: numberOrNull,
  ways: numberOrNull,
  lineBytes: numberOrNull,
  /** CPUs that have this cache in common; empty where its size is told but not by whom it is shared. */
  sharedBy: z.array(z.int()),
  /** Where the figures come from: "sysfs", "/proc/cpuinfo", "getconf", "systeminformation". */
  source: z.string(),
});

export const machineDescription = z.object({
  model: textOrNull,
  architecture: textOrNull,
  kernel: textOrNull,
  os: textOrNull,
  packages: numberOrNull,
  cores: numberOrNull,
  cpus: z.array(cpuDescription),
  caches: z.array(cacheDescription),
  /** As Linux lists them: `cpus` may name offline CPUs and, on s390, CPUs that are not there yet. */
  nodes: z.array(z.object({ id: z.int(), cpus: z.array(z.int()), memoryBytes: numberOrNull })),
  memory: z.object({
    totalBytes: numberOrNull,
    modules: z
      .array(z.object({ sizeBytes: numberOrNull, type: textOrNull, clockHz: numberOrNull, slot: textOrNull }))
      .nullable(),
  }),
  /** What 100% means here: CPUs = min(cpuset, ceil(quota)), and where that comes from. */
  limits: z.object({
    cpus: numberOrNull,
    allowedCpus: z.array(z.int()),
    quota: numberOrNull,
    source: z.string(),
    memoryBytes: numberOrNull,
  }),
  /** Name of the hypervisor below; "none" on bare metal. */
  virtualization: textOrNull,
  /** Path of a field ("cpus.clock.now", "caches.L3.sizeBytes") -> why it is null or empty, a sentence. One path stands for all CPUs. */
  notAvailable: z.record(z.string(), z.string()),
});

export type MachineDescription = z.output<typeof machineDescription>;
export type CpuDescription = z.output<typeof cpuDescription>;
export type CacheDescription = z.output<typeof cacheDescription>;
