/** Memory modules by systeminformation (dmidecode on Linux, which needs root; system_profiler; WMI). */
import { memLayout, type Systeminformation } from 'systeminformation';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { Bytes } from '../../../shared/units/quantity.ts';

export type MemoryModules = NonNullable<MachineDescription['memory']['modules']>;

type Layout = readonly Pick<Systeminformation.MemLayoutData, 'size' | 'bank' | 'type' | 'clockSpeed'>[];

/** Asked once a process: it starts other programs, which a measurement that begins now would feel. */
let layout: Promise<Layout> | null = null;

/** The modules of this machine, or null where it does not show them: to an ordinary user, and in guests. */
export async function readMemoryModules(totalBytes: Bytes | null): Promise<MemoryModules | null> {
  layout ??= memLayout();
  return knownModules(await layout, totalBytes);
}

/**
 * systeminformation answers "not known" by one invented module of the size of the memory, without bank, type and clock: that is null here.
 * Empty slots (size 0) are left out.
 */
export function knownModules(modules: Layout, totalBytes: Bytes | null): MemoryModules | null {
  const filled = modules.filter(({ size }) => size > 0);
  const [only] = filled;
  const isInvented =
    filled.length === 1 &&
    only !== undefined &&
    (words(only.type) ?? words(only.bank) ?? hertz(only.clockSpeed)) === null &&
    (totalBytes === null || Math.abs(only.size - totalBytes) < 1024 ** 3);
  if (filled.length === 0 || isInvented) return null;
  return filled.map(({ size, bank, type, clockSpeed }) => ({
    sizeBytes: size,
    type: words(type),
    clockHz: hertz(clockSpeed),
    slot: words(bank),
  }));
}

/** Firmware writes MT/s, which systeminformation hands on as MHz. */
function hertz(megahertz: number | null): number | null {
  return megahertz !== null && megahertz > 0 ? megahertz * 1e6 : null;
}

function words(value: string): string | null {
  const trimmed = value.trim();
  return trimmed === '' || /^(unknown|not specified)$/i.test(trimmed) ? null : trimmed;
}
