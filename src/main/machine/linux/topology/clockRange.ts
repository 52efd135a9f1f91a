/**
 * Clocks and governor of one CPU from cpufreq (Documentation/admin-guide/pm/cpufreq.rst, in kHz) and ACPI CPPC (in MHz).
 * min and max are the hardware's (cpuinfo_*), not the limits somebody set (scaling_*).
 */
import { join } from 'node:path';
import type { CpuDescription } from '../../../../shared/monitor/machineDescription.ts';
import type { Hertz } from '../../../../shared/units/quantity.ts';
import type { Cpuinfo, CpuinfoProcessor } from '../procfs/cpuinfo.ts';
import { readPositive, readText } from '../sysfs/readText.ts';

/** Reads the clocks of a CPU; what the machine does not tell is null. */
export function readClockRange(
  root: string,
  cpu: number,
  cpuinfo: Cpuinfo,
): { clock: CpuDescription['clock']; governor: string | null } {
  const folder = join(root, `sys/devices/system/cpu/cpu${cpu}`);
  const cpufreq = (file: string): Hertz | null => kilohertz(readPositive(folder, 'cpufreq', file));
  const written = cpuinfo.processors.find((processor) => processor.id === cpu);
  const scaled = cpufreq('scaling_cur_freq');
  return {
    clock: {
      now: scaled ?? (cpuinfo.clockIsMeasured ? (written?.clock ?? null) : null),
      min: cpufreq('cpuinfo_min_freq'),
      max: cpufreq('cpuinfo_max_freq'),
      base:
        cpufreq('base_frequency') ??
        megahertz(readPositive(folder, 'acpi_cppc/nominal_freq')) ??
        written?.base ??
        (scaled === null ? nominalClock(cpuinfo, written) : null),
    },
    governor: readText(folder, 'cpufreq/scaling_governor'),
  };
}

/** The clock of /proc/cpuinfo where it does not follow the CPU. (With cpufreq it may be the current one even then: not asked.) */
function nominalClock(cpuinfo: Cpuinfo, written: CpuinfoProcessor | undefined): Hertz | null {
  return cpuinfo.clockIsMeasured ? null : (written?.clock ?? null);
}

function kilohertz(value: number | null): Hertz | null {
  return value === null ? null : value * 1e3;
}

function megahertz(value: number | null): Hertz | null {
  return value === null ? null : value * 1e6;
}
