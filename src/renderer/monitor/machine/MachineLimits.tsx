/** What 100% means here, and what this machine does not tell. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatCount, formatSignificant } from '../../../shared/units/number.ts';
import { displayText } from '../../table/displayText.ts';
import type { MachineLayout } from './machineLayout.ts';
import { cacheSizes, cpuRanges } from './machineWords.ts';
import { reportedFields } from './reportedFields.ts';

export function MachineLimits({ machine, layout }: { machine: MachineDescription; layout: MachineLayout }) {
  const { limits } = machine;
  const facts: [string, string][] = [
    [
      'CPUs',
      `${limits.cpus === null ? 'not known' : formatCount(limits.cpus)}, ${limits.source}; allowed ${limits.allowedCpus.length === 0 ? 'not known' : cpuRanges(limits.allowedCpus)}`,
    ],
    ['Quota', limits.quota === null ? 'none' : `${formatSignificant(limits.quota)} CPUs’ worth of time`],
    ['Memory', limits.memoryBytes === null ? 'no limit beside the machine’s own' : formatBytes(limits.memoryBytes)],
  ];
  if (layout.offline.length > 0) facts.push(['Offline', `CPUs ${cpuRanges(layout.offline)}`]);
  if (layout.outside.length > 0) {
    facts.push([
      'Other caches',
      layout.outside
        .map((cache) => `L${cache.level} ${cacheSizes([cache])}, CPUs ${cpuRanges(cache.sharedBy)}`)
        .join('; '),
    ]);
  }
  // A limit that is not set is said at the left, and what the report at the right has a line for has its reason there.
  const missing = Object.entries(machine.notAvailable).filter(
    ([field]) => !field.startsWith('limits.') && !reportedFields.has(field),
  );
  return (
    <div className="machine-notes">
      <section>
        <h2>What 100% means here</h2>
        <Facts facts={facts} />
      </section>
      {missing.length > 0 && (
        <section>
          <h2>Also not available on this machine</h2>
          <Facts facts={missing.map(([field, reason]) => [fieldWord(field), reason])} quiet />
        </section>
      )}
    </div>
  );
}

function Facts({ facts, quiet = false }: { facts: readonly (readonly [string, string])[]; quiet?: boolean }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={quiet ? 'text-3' : undefined}>{displayText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** "memory.modules" -> "Memory modules"; "cpus.clock.now" -> "Clock now". */
export function fieldWord(field: string): string {
  const words = field
    .replace(/^(cpus|machine)\./, '')
    .replaceAll('.', ' ')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
