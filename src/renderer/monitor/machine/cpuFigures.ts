/** Figures of one CPU. */
import type { CpuDescription } from '../../../shared/monitor/machineDescription.ts';
import type { CpuUse } from '../../../shared/monitor/snapshot.ts';
import type { Ratio } from '../../../shared/units/quantity.ts';
import { formatHertz } from '../../../shared/units/format.ts';

/** User, system and steal together; null before a second reading. */
export function busyShare(use: CpuUse | undefined): Ratio | null {
  if (use === undefined || use.user === null || use.system === null) return null;
  return use.steal === null ? use.user + use.system : use.user + use.system + use.steal;
}

/** "1.5 GHz to 3.7 GHz, base 3 GHz, governor schedutil"; what Linux does not say is left out. */
export function clockWords({ clock, governor }: CpuDescription): string | undefined {
  const parts = [
    clock.min === null || clock.max === null ? null : `${formatHertz(clock.min)} to ${formatHertz(clock.max)}`,
    clock.base === null ? null : `base ${formatHertz(clock.base)}`,
    governor === null ? null : `governor ${governor}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.join(', ');
}
