/** Sums over the CPUs for the vitals. */
import type { CpuUse } from '../../../shared/monitor/snapshot.ts';
import type { Hertz } from '../../../shared/units/quantity.ts';

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
