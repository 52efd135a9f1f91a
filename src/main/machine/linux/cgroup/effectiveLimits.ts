/** What 100% of this machine means: CPUs = min(those that may be used, ceil(quota)), and which limit decides. */
import { formatBytes } from '../../../../shared/units/bytes.ts';
import type { MachineDescription } from '../../../../shared/monitor/machineDescription.ts';
import type { Bytes } from '../../../../shared/units/quantity.ts';
import type { CgroupLimits } from './limits.ts';

export interface EffectiveLimits {
  limits: MachineDescription['limits'];
  notAvailable: Record<string, string>;
}

/** Joins the limits with the CPUs online and the machine's memory. `cpus` is null only where not even the CPUs online are known. */
export function effectiveLimits(
  { cpuset, quota, memory, affinity }: CgroupLimits,
  online: readonly number[],
  totalMemory: Bytes | null,
): EffectiveLimits {
  let allowedCpus = [...online];
  let source = 'all CPUs online';
  for (const [name, limit] of [
    ['cpuset', cpuset],
    ['CPU affinity of this process', affinity],
  ] as const) {
    if (limit === null) continue;
    const narrower = allowedCpus.filter((cpu) => limit.value.includes(cpu));
    // An empty intersection is the view of another machine (a masked /sys): no limit can leave a process without any CPU.
    if (narrower.length === 0 || narrower.length === allowedCpus.length) continue;
    allowedCpus = narrower;
    source = `${name} (${limit.source})`;
  }
  let cpus = allowedCpus.length;
  if (quota !== null && Math.ceil(quota.value) < cpus) {
    cpus = Math.ceil(quota.value);
    source = `CPU quota (${quota.source})`;
  }
  const memoryBytes = memory !== null && (totalMemory === null || memory.value < totalMemory) ? memory.value : null;
  return {
    limits: { cpus: cpus === 0 ? null : cpus, allowedCpus, quota: quota?.value ?? null, source, memoryBytes },
    notAvailable: {
      ...(quota === null && { 'limits.quota': 'No CPU quota is set for the control group.' }),
      ...(memoryBytes === null && {
        'limits.memoryBytes':
          memory === null
            ? 'No memory limit is set for the control group.'
            : `The control group's limit (${formatBytes(memory.value)}) is no less than the machine's memory.`,
      }),
    },
  };
}
