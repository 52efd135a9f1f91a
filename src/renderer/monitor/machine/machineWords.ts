/** A machine in words: counts, ranges of CPUs, caches. */
import type { CacheDescription, MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatHertz } from '../../../shared/units/format.ts';
import { formatCount } from '../../../shared/units/number.ts';

const counted = (count: number, one: string, many = `${one}s`) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** "1 package, 2 L3 caches, 8 cores, 16 CPUs, 1 NUMA node. KVM guest, Linux 6.18.2". What is not known is left out. */
export function machineSummary(machine: MachineDescription): string {
  const placed = machine.caches.filter(({ sharedBy }) => sharedBy.length > 0);
  const lastLevel = Math.max(0, ...placed.map(({ level }) => level));
  const lastCaches = placed.filter(({ level, type }) => level === lastLevel && type !== 'instruction').length;
  const parts = [
    machine.packages === null ? null : counted(machine.packages, 'package'),
    lastLevel >= 2 ? counted(lastCaches, `L${lastLevel} cache`) : null,
    machine.cores === null ? null : counted(machine.cores, 'core'),
    counted(machine.cpus.length, 'CPU'),
    machine.nodes.length === 0 ? null : counted(machine.nodes.length, 'NUMA node'),
  ].filter((part) => part !== null);
  const where = [
    machine.virtualization === null || machine.virtualization === 'none' ? null : guestWords(machine.virtualization),
    machine.kernel === null ? null : `Linux ${machine.kernel}`,
  ].filter((part) => part !== null);
  return where.length === 0 ? parts.join(', ') : `${parts.join(', ')}. ${where.join(', ')}`;
}

/** "KVM guest"; "Guest of a hypervisor that does not name itself". */
function guestWords(virtualization: string): string {
  return /^an? /.test(virtualization) ? `Guest of ${virtualization}` : `${virtualization} guest`;
}

/** "0–7, 16, 18–19". */
export function cpuRanges(cpus: readonly number[]): string {
  const sorted = [...cpus].toSorted((a, b) => a - b);
  const ranges: string[] = [];
  for (let at = 0; at < sorted.length;) {
    let end = at;
    while (sorted[end + 1] === (sorted[end] ?? NaN) + 1) end += 1;
    ranges.push(end === at ? String(sorted[at]) : `${sorted[at]}–${sorted[end]}`);
    at = end + 1;
  }
  return ranges.join(', ');
}

/** "32 KiB data, 32 KiB code" of caches of one level; "size not known" where Linux does not say. */
export function cacheSizes(caches: readonly CacheDescription[]): string {
  const kinds = { data: ' data', instruction: ' code', unified: '' } as const;
  if (caches.every(({ sizeBytes }) => sizeBytes === null)) return 'size not known';
  return caches
    .map(({ sizeBytes, type }) => `${sizeBytes === null ? 'size not known' : formatBytes(sizeBytes)}${kinds[type]}`)
    .join(', ');
}

/** "8-way, lines of 64 B"; empty where neither is known. */
export function cacheShape({ ways, lineBytes }: CacheDescription): string {
  return [ways === null ? null : `${ways}-way`, lineBytes === null ? null : `lines of ${formatBytes(lineBytes)}`]
    .filter((part) => part !== null)
    .join(', ');
}

/** The lowest and highest of the known values: "3.35 GHz to 3.68 GHz", one value where they are alike, null where none is known. */
export function clockRange(values: readonly (number | null)[]): string | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [low, high] = [formatHertz(Math.min(...known)), formatHertz(Math.max(...known))];
  return low === high ? low : `${low} to ${high}`;
}
