/** What an established tool says of a machine, in one form for all tools: sets of CPUs that share something, and figures. */
import type {
  CacheDescription,
  CpuDescription,
  MachineDescription,
} from '../../../shared/monitor/machineDescription.ts';

export interface ListedCache {
  level: number;
  type: CacheDescription['type'];
  sizeBytes: number | null;
  ways: number | null;
  lineBytes: number | null;
  cpus: number[];
}

/** CPUs that share something: groups in the order of their first CPU, CPUs ascending. */
export type Groups = number[][];

/** Groups the pairs (CPU, key): CPUs of equal key belong together; undefined keys to none. */
export function groupBy(pairs: Iterable<readonly [number, string | number | null | undefined]>): Groups {
  const groups = new Map<string | number, number[]>();
  for (const [cpu, key] of pairs) {
    if (key === null || key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), cpu]);
  }
  return inOrder([...groups.values()]);
}

export function inOrder(groups: Groups): Groups {
  return groups.map((cpus) => cpus.toSorted((a, b) => a - b)).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** The groups that a description gives its CPUs by one of its numbers. */
export function describedGroups(machine: MachineDescription, field: 'core' | 'package' | 'node' | 'kind'): Groups {
  return groupBy(machine.cpus.map((cpu: CpuDescription) => [cpu.id, cpu[field]] as const));
}

/** Who shares the caches of a level and type. */
export function describedSharing(machine: MachineDescription, level: number, type: CacheDescription['type']): Groups {
  return inOrder(
    machine.caches.filter((cache) => cache.level === level && cache.type === type).map((cache) => cache.sharedBy),
  );
}

/** "1.5 MiB", "4096KiB", "16GiB", "512 KiB" -> bytes. */
export function parseListedSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([KMG])iB/.exec(text.trim());
  if (match === null) throw new Error(`no size: ${text}`);
  return Number(match[1]) * 1024 ** ('KMG'.indexOf(match[2] ?? '') + 1);
}

/** One thing that the listing says and the description says too; `what` names it in the message when they differ. */
export interface Fact {
  what: string;
  described: unknown;
  listed: unknown;
}

/** A fact whose description is a promise of the schema: that a gap has its reason, a sentence. */
export function reasonGiven(machine: MachineDescription, field: string): Fact {
  return { what: `a reason for ${field}`, described: (machine.notAvailable[field] ?? '').endsWith('.'), listed: true };
}
