/** Why a field of a Linux machine's description is null, one sentence each. */
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';
import type { Cpuinfo } from './linux/procfs/cpuinfo.ts';

export interface ReadingFacts {
  isLive: boolean;
  cpuinfo: Cpuinfo;
  /** Whether this Linux shows NUMA nodes at all. */
  hasNodes: boolean;
}

/** Field (as a path) -> reason, for what is null or empty in `described`. A field of every CPU counts as missing when any online CPU lacks it. */
export function missingReasons(
  described: Omit<MachineDescription, 'notAvailable'>,
  { isLive, cpuinfo, hasNodes }: ReadingFacts,
): Record<string, string> {
  const reasons: Record<string, string> = {};
  const online = described.cpus.filter((cpu) => cpu.online);
  const guest = described.virtualization !== null && described.virtualization !== 'none';
  const here = isLive ? (guest ? 'this virtual machine' : 'this machine') : 'this capture';
  const say = (field: string, isMissing: boolean, reason: string) => {
    if (isMissing) reasons[field] = reason;
  };

  say('model', described.model === null, `/proc/cpuinfo of ${here} names no model.`);
  say(
    'architecture',
    described.architecture === null,
    `Neither /proc/sys/kernel/arch nor /proc/cpuinfo of ${here} tells the architecture.`,
  );
  say('kernel', described.kernel === null, `/proc/version is not in ${here}.`);
  say('os', described.os === null, `/etc/os-release is not in ${here}.`);
  say('packages', described.packages === null, `/sys of ${here} has no topology of CPUs.`);
  say('cores', described.cores === null, `/sys of ${here} has no topology of CPUs.`);
  say(
    'cpus.core',
    described.cpus.some((cpu) => !cpu.online),
    'Linux takes the topology of an offline CPU away: it has no core, no package and no clock until it is online again.',
  );
  say(
    'cpus.kind',
    described.cpus.every((cpu) => cpu.kind === null),
    'All cores are alike, as far as Linux tells.',
  );
  say(
    'cpus.clock.now',
    online.some((cpu) => cpu.clock.now === null),
    currentClockReason(cpuinfo, here),
  );
  for (const bound of ['min', 'max'] as const) {
    say(
      `cpus.clock.${bound}`,
      online.some((cpu) => cpu.clock[bound] === null),
      `/sys of ${here} has no cpufreq, which tells the range of the clock.`,
    );
  }
  say(
    'cpus.clock.base',
    online.some((cpu) => cpu.clock.base === null),
    `No file in ${here} tells the base clock.`,
  );
  say(
    'cpus.governor',
    online.some((cpu) => cpu.governor === null),
    `/sys of ${here} has no cpufreq, so no governor sets the clock here.`,
  );
  say('caches', described.caches.length === 0, `/sys of ${here} has no cache folders.`);
  say(
    'caches.sizeBytes',
    described.caches.some((cache) => cache.source === 'sysfs' && cache.sizeBytes === null),
    `/sys of ${here} lists the caches without their sizes.`,
  );
  say(
    'caches.ways',
    described.caches.some((cache) => cache.ways === null),
    'The firmware or the processor does not tell the ways of every cache (0 stands for "not known").',
  );
  say(
    'caches.lineBytes',
    described.caches.some((cache) => cache.lineBytes === null),
    'The firmware or the processor does not tell the line size of every cache.',
  );
  say(
    'caches.sharedBy',
    described.caches.some((cache) => cache.sharedBy.length === 0),
    'Shared levels are listed in /proc/cpuinfo alone, which does not say by which CPUs.',
  );
  say('nodes', !hasNodes, `/sys of ${here} has no NUMA nodes: this Linux was built without them, or hides them.`);
  say(
    'nodes.memoryBytes',
    described.nodes.some((node) => node.memoryBytes === null),
    `The nodes in ${here} have no meminfo.`,
  );
  say('memory.totalBytes', described.memory.totalBytes === null, `/proc/meminfo is not in ${here}.`);
  say('memory.modules', described.memory.modules === null, modulesReason(isLive, guest));
  say('virtualization', described.virtualization === null, `Nothing in ${here} tells whether it is a guest.`);
  return reasons;
}

function currentClockReason(cpuinfo: Cpuinfo, here: string): string {
  const hasNominal = !cpuinfo.clockIsMeasured && cpuinfo.processors.some((processor) => processor.clock !== null);
  return hasNominal
    ? `/sys of ${here} has no cpufreq, and /proc/cpuinfo repeats the nominal clock, which is shown as the base clock.`
    : `Neither cpufreq nor /proc/cpuinfo of ${here} tells the current clock.`;
}

function modulesReason(isLive: boolean, guest: boolean): string {
  if (!isLive) return 'Memory modules are asked of the firmware (dmidecode), which a capture does not hold.';
  if (guest) return 'The hypervisor of this virtual machine does not show memory modules.';
  return 'Memory modules are asked of the firmware by dmidecode, which is missing here or needs root.';
}
