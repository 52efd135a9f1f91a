/** What the machine says of the parts that runs can measure, in a few words each. */
import type { MachineDescription } from '../../../../shared/monitor/machineDescription.ts';
import { reportedCaches } from '../../../../shared/runs/cacheLevels.ts';
import type { MachinePart } from '../../../../shared/runs/measuredMachine.ts';
import { formatBytes } from '../../../../shared/units/bytes.ts';
import { clockRange } from '../machineWords.ts';

export interface ReportedPart {
  /** A line each; none where it is not reported. */
  lines: readonly string[];
  reason: string;
}

/** `clocks`: now, by CPU. `reasonOf`: why the first of these fields that is missing is. */
export function reportedParts(
  machine: MachineDescription,
  clocks: readonly (number | null)[],
  reasonOf: (...fields: string[]) => string,
): Record<MachinePart, ReportedPart> {
  const now = clockRange(clocks);
  const most = clockRange(machine.cpus.map(({ clock }) => clock.max));
  const clock = [now === null ? '' : `now ${now}`, most === null ? '' : `at most ${most}`].filter(
    (part) => part !== '',
  );
  const caches = reportedCaches(machine).map(({ level }) => `L${level} ${sizesOf(machine, level)}`);
  const speeds = machine.memory.modules?.map(({ clockHz }) => clockHz) ?? [];
  const speed = clockRange(speeds);
  return {
    // Its reason is long, and stands in the grid below.
    clock: { lines: clock, reason: 'not reported, see below' },
    caches: { lines: caches, reason: reasonOf('caches') },
    memory: {
      lines: speed === null ? [] : [`modules at ${speed}`],
      reason: 'no bandwidth, nor the clock of its modules',
    },
    cpuToCpu: { lines: [], reason: 'no machine reports it' },
  };
}

/** "48 KiB"; of hybrid cores "32 KiB or 48 KiB". */
function sizesOf({ caches }: MachineDescription, level: number): string {
  const sizes = caches.flatMap((cache) =>
    cache.level === level && cache.type !== 'instruction' && cache.sizeBytes !== null ? [cache.sizeBytes] : [],
  );
  return [...new Set(sizes)]
    .toSorted((a, b) => a - b)
    .map((size) => formatBytes(size))
    .join(' or ');
}
