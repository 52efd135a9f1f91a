/** Which CPU each thread is pinned to. Decided before a run, from the machine's description, so that a refusal costs nothing. */
import { ThreadlabError } from '../errors.ts';
import type { CacheDescription, CpuDescription } from '../monitor/machineDescription.ts';

/**
 * CPUs by thread for `threads` threads; null for `free`, where Linux places them. `allowed` are the CPUs that this process may
 * use. Throws `badInput` in words when there are not enough cores (`ownCore`) or siblings (`siblings`).
 */
export function placeThreads(
  placement: string,
  threads: number,
  cpus: readonly Pick<CpuDescription, 'id' | 'online' | 'core'>[],
  allowed: readonly number[],
): number[] | null {
  if (placement === 'free') return null;
  const cores = coresOf(cpus.filter(({ id, online }) => online && allowed.includes(id)));
  const places = placement === 'siblings' ? siblingPlaces(cores) : cores.flatMap((core) => core.slice(0, 1));
  if (threads > places.length) throw new ThreadlabError('badInput', tooFew(placement, threads, places.length));
  return places.slice(0, threads);
}

type Placed = Pick<CpuDescription, 'id' | 'online' | 'core' | 'package'>;
type Shared = Pick<CacheDescription, 'level' | 'sharedBy'>;

/** Every CPU that may be used, near ones beside each other: by package, last-level cache, core and number. Throws `notAvailable` in words of fewer than two. */
export function everyCpu(cpus: readonly Placed[], caches: readonly Shared[], allowed: readonly number[]): number[] {
  const usable = cpus.filter(({ id, online }) => online && allowed.includes(id));
  if (usable.length < 2)
    throw new ThreadlabError('notAvailable', 'A line goes between two CPUs, and one alone may be used here.');
  const last = Math.max(0, ...caches.map(({ level }) => level));
  const cacheOf = (cpu: number) =>
    Math.min(...caches.flatMap(({ level, sharedBy }) => (level === last && sharedBy.includes(cpu) ? sharedBy : [])));
  const keysOf = ({ id, core, package: own }: Placed) => [own ?? Infinity, cacheOf(id), core ?? Infinity, id];
  return usable
    .map((cpu) => ({ id: cpu.id, keys: keysOf(cpu) }))
    .toSorted((a, b) => compareKeys(a.keys, b.keys))
    .map(({ id }) => id);
}

/**
 * A CPU for each of `threads` threads: first one of every core, then the cores' further hardware threads. null, where Linux places
 * them: of more threads than CPUs, and where the machine does not tell its cores.
 */
export function ownCoresFirst(
  threads: number,
  cpus: readonly Pick<CpuDescription, 'id' | 'online' | 'core'>[],
  allowed: readonly number[],
): number[] | null {
  const cores = coresOf(cpus.filter(({ id, online }) => online && allowed.includes(id)));
  const most = Math.max(0, ...cores.map(({ length }) => length));
  const places = Array.from({ length: most }, (_, sibling) => cores.flatMap((core) => core[sibling] ?? [])).flat();
  return threads > places.length ? null : places.slice(0, threads);
}

/**
 * Two CPUs, of different cores where there are, for the placements `sameCpu` (the first of them) and `twoCpus`; null where
 * only `free` is asked. Throws `badInput` in words when there is one and two are needed.
 */
export function pairOfCpus(
  placements: readonly string[],
  cpus: readonly Pick<CpuDescription, 'id' | 'online' | 'core'>[],
  allowed: readonly number[],
): number[] | null {
  if (placements.every((placement) => placement === 'free')) return null;
  const usable = cpus.filter(({ id, online }) => online && allowed.includes(id)).map(({ id }) => id);
  const pair = ownCoresFirst(2, cpus, allowed) ?? usable.slice(0, 2);
  if (pair.length < 2 && placements.includes('twoCpus'))
    throw new ThreadlabError(
      'badInput',
      `placement twoCpus: there ${pair.length === 1 ? 'is one CPU' : 'are no CPUs'} that this process may use. Choose sameCpu or free.`,
    );
  return pair;
}

/** By the first key in which they differ. */
function compareKeys(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((key, i) => key !== other[i]);
  return at < 0 ? 0 : (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
}

/** The CPUs of each core. A CPU whose core this machine does not tell counts as none: it cannot be promised to be its own. */
function coresOf(cpus: readonly Pick<CpuDescription, 'id' | 'core'>[]): number[][] {
  const cores = new Map<number, number[]>();
  for (const { id, core } of cpus) {
    if (core !== null) cores.set(core, [...(cores.get(core) ?? []), id]);
  }
  return [...cores.values()];
}

function siblingPlaces(cores: readonly number[][]): number[] {
  return cores.filter((core) => core.length >= 2).flat();
}

function tooFew(placement: string, threads: number, places: number): string {
  if (placement === 'siblings' && places === 0) {
    return 'placement siblings: no core here has two hardware threads (SMT) that this process may use. Choose free or ownCore.';
  }
  const what = placement === 'siblings' ? 'hardware threads that share a core' : 'cores';
  return `placement ${placement}: ${threads} threads need ${threads} ${what}, and there are ${places}. Ask for fewer threads or choose free.`;
}
