/** Sums over the CPUs and the use of memory, for the vitals. */
import type { CpuUse, Vitals } from '../../../shared/monitor/snapshot.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import type { Bytes, Hertz } from '../../../shared/units/quantity.ts';

/** In CPUs: 2.5 is two and a half CPUs' worth. `steal` null where Linux does not count it. */
export interface CpuTotals {
  busy: number;
  user: number;
  system: number;
  steal: number | null;
}

/** Null while any CPU has no rate: a sum with a hole is none. */
export function cpuTotals(cpus: readonly CpuUse[]): CpuTotals | null {
  const totals: CpuTotals = { busy: 0, user: 0, system: 0, steal: null };
  for (const { user, system, steal } of cpus) {
    if (user === null || system === null) return null;
    totals.user += user;
    totals.system += system;
    if (steal !== null) totals.steal = (totals.steal === null ? 0 : totals.steal) + steal;
  }
  totals.busy = totals.user + totals.system + (totals.steal === null ? 0 : totals.steal);
  return cpus.length === 0 ? null : totals;
}

/** Mean over the CPUs that report a clock; null when none does. */
export function meanClock(cpus: readonly CpuUse[]): Hertz | null {
  const known = cpus.flatMap(({ clock }) => (clock === null ? [] : [clock]));
  return known.length === 0 ? null : known.reduce((sum, clock) => sum + clock, 0) / known.length;
}

/** What is used of what 100% of memory means. */
export interface MemoryUse {
  total: Bytes;
  used: Bytes;
  /** Caches beside it that Linux could give back; null in a container, whose use has them within. */
  reclaimable: Bytes | null;
}

/** Of the machine, or of a container (control group) that may use less. */
export function memoryUse({ total, available, free, group }: Vitals['memory']): MemoryUse {
  return group === null
    ? { total, used: total - available, reclaimable: Math.max(0, available - free) }
    : { total: group.limit, used: group.used, reclaimable: null };
}

/** In words, a line each: what counts as used, and in a container what the whole machine has. */
export function memoryWords({ total, available, free, cached, group }: Vitals['memory']): string {
  const machine = [
    `Used ${formatBytes(total - available)}: total less what Linux could give at once.`,
    `Cache and buffers that can be given back about ${formatBytes(Math.max(0, available - free))}, page cache ${formatBytes(cached)}, free ${formatBytes(free)}.`,
  ];
  if (group === null) return machine.join('\n');
  return [
    `This container uses ${formatBytes(group.used)} of the ${formatBytes(group.limit)} that it may; page cache of its files counts as used.`,
    `The whole machine has ${formatBytes(total)}. ${machine.join(' ')}`,
  ].join('\n');
}
