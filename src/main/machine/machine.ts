/**
 * What this machine is. The layer below every room: it reads and knows nothing of who asks.
 */
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';
import { describeLinux } from './describeLinux.ts';
import { describePortable } from './portable/describePortable.ts';

/**
 * Describes a machine: that of this process, or with `root` the one whose /proc and /sys were captured in ROOT/proc and ROOT/sys
 * (on any system; nothing of this machine is mixed in). What is not told is null and `notAvailable` says why.
 * Throws `notFound` where `root` holds no such capture.
 */
export async function describeMachine(options: { root?: string } = {}): Promise<MachineDescription> {
  if (options.root !== undefined && options.root !== '/') return describeLinux({ capture: options.root });
  return process.platform === 'linux' ? describeLinux('live') : describePortable();
}

/** CPUs that work can really use here (a container's limits applied), at least 1: what "oversubscribed" is measured against. */
export function effectiveCpus(description: Pick<MachineDescription, 'limits' | 'cpus'>): number {
  return description.limits.cpus ?? Math.max(1, description.cpus.filter((cpu) => cpu.online).length);
}
