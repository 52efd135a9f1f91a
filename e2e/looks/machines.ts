/** Machines that were never there: a large one, and one that tells next to nothing, with its reasons. */
import { machineOf } from '../../src/renderer/monitor/testing/machines.ts';

export const big = machineOf({ packages: 2, cores: 64, threads: 2, lastLevel: 8 });

/** Two fast cores, and four that share their second-level cache. */
export const hybrid = machineOf({ cores: 6, ownCaches: true, lastLevel: 6 });
for (const cpu of hybrid.cpus) cpu.kind = cpu.id < 2 ? 'P' : 'E';
hybrid.caches = hybrid.caches.flatMap((cache) => {
  const [first = 0] = cache.sharedBy;
  if (cache.level > 2 || first < 2) return [cache];
  if (cache.level === 1) return [{ ...cache, sizeBytes: 2 * (cache.sizeBytes ?? 0) }];
  return first === 2 ? [{ ...cache, sizeBytes: 2 * 2 ** 20, sharedBy: [2, 3, 4, 5] }] : [];
});

/** What a pass of the bare machine lacks, and why. */
export const bareReasons = {
  'process.readBytes': 'Only root may read /proc/<pid>/io of other users.',
  'process.writeBytes': 'Only root may read /proc/<pid>/io of other users.',
  'process.runQueueDelay': 'This Linux was built without CONFIG_SCHEDSTATS.',
  'thread.syscall': 'Only root may read /proc/<pid>/syscall.',
  'thread.waitChannel': 'kernel.kptr_restrict hides it.',
  'machine.clock': 'This virtual machine does not show it.',
  'machine.pressure.cpu': 'This Linux was built without CONFIG_PSI.',
};

export const bare = {
  ...machineOf({ cores: 2 }),
  model: null,
  caches: [],
  virtualization: null,
  kernel: null,
  nodes: [],
};
for (const cpu of bare.cpus) cpu.clock = { now: null, min: null, max: null, base: null };
bare.notAvailable = {
  'cpus.clock.now': 'this virtual machine does not show the clock of its CPUs',
  'cpus.clock.min': 'there is no cpufreq folder',
  'cpus.clock.max': 'there is no cpufreq folder',
  'cpus.clock.base': 'there is no cpufreq folder',
  'cpus.governor': 'there is no cpufreq folder',
  caches: 'neither sysfs nor getconf tells of any',
  'memory.modules': 'the firmware tables can be read by root only',
  model: '/proc/cpuinfo names none',
  nodes: 'this Linux was built without NUMA',
};
