/** Memory modules by systeminformation (dmidecode on Linux, which needs root; system_profiler; WMI). */
import { memLayout, type Systeminformation } from 'systeminformation';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { Bytes } from '../../../shared/units/quantity.ts';

export type MemoryModules = NonNullable<MachineDescription['memory']['modules']>;

/** The modules of this machine, or null where it does not show them: to an ordinary user, and in guests. */
export async function readMemoryModules(totalBytes: Bytes | null): Promise<MemoryModules | null> {
  return knownModules(await memLayout(), totalBytes);
}

/**
 * systeminformation answers "not known" by one invented module of the size of the memory, without bank, type and clock: that is null here.
 * Empty slots (size 0) are left out.
 */
export function knownModules(
  layout: readonly Pick<Systeminformation.MemLayoutData, 'size' | 'bank' | 'type' | 'clockSpeed'>[],
  totalBytes: Bytes | null,
): MemoryModules | null {
  const modules = layout.filter(({ size }) => size > 0);
  const [only] = modules;
  const invented =
    modules.length === 1 &&
    only !== undefined &&
    text(only.type) === null &&
    text(only.bank) === null &&
    !((only.clockSpeed ?? 0) > 0);
  if (modules.length === 0 || (invented && (totalBytes === null || Math.abs(only.size - totalBytes) < 1024 ** 3)))
    return null;
  return modules.map(({ size, bank, type, clockSpeed }) => ({
    sizeBytes: size,
    type: text(type),
    clockHz: clockSpeed !== null && clockSpeed > 0 ? clockSpeed * 1e6 : null, // MHz, as the firmware writes MT/s
    slot: text(bank),
  }));
}

function text(value: string): string | null {
  const trimmed = value.trim();
  return trimmed === '' || /^(unknown|not specified)$/i.test(trimmed) ? null : trimmed;
}
