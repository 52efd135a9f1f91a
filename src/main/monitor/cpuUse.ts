/** Differences of the cpu lines of /proc/stat. */
import type { CpuUse } from '../../shared/monitor/snapshot.ts';
import type { Ratio } from '../../shared/units/quantity.ts';
import type { CpuTicks } from '../machine/linux/procfs/systemStat.ts';

type Shares = Omit<CpuUse, 'id' | 'clock' | 'throttles'>;

const unknown: Shares = { user: null, system: null, steal: null, ioWait: null, idle: null };

/**
 * Shares of the time between two readings of one line; they add up to 1. guest is inside user and guest_nice inside nice, so the
 * whole is the sum of the first eight fields. Interrupts count as system. null where there is no earlier reading, no
 * time has passed, or any field fell: iowait, steal and guest do (node_exporter #742, #1372), and then no field can be trusted.
 */
export function cpuUse(before: CpuTicks | null, now: CpuTicks): Shares {
  const spent = difference(before, now);
  if (spent === null) return unknown;
  const total = spent.slice(0, 8).reduce((sum, ticks) => sum + ticks, 0);
  if (total === 0) return unknown;
  const [user = NaN, nice = NaN, system = NaN, idle = NaN, ioWait = NaN, irq = NaN, softirq = NaN, steal = NaN] = spent;
  return {
    user: (user + nice) / total,
    system: (system + irq + softirq) / total,
    steal: steal / total,
    ioWait: ioWait / total,
    idle: idle / total,
  };
}

/** What tasks used, in cores: user, nice and system. Interrupts are charged to none. null as above. */
export function taskCpu(before: CpuTicks, now: CpuTicks, elapsedTicks: number): Ratio | null {
  const spent = difference(before, now);
  if (spent === null || !(elapsedTicks > 0)) return null;
  const [user = NaN, nice = NaN, system = NaN] = spent;
  return (user + nice + system) / elapsedTicks;
}

function difference(before: CpuTicks | null, now: CpuTicks): number[] | null {
  if (before === null) return null;
  const spent = now.map((ticks, field) => ticks - (before[field] ?? NaN));
  return spent.every((ticks) => ticks >= 0) ? spent : null;
}
