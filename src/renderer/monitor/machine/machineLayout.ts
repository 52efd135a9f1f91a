/**
 * A machine as boxes inside boxes, as it is built: packages hold caches, caches hold cores, cores hold CPUs. A cache that
 * cores share is a box around them; a cache inside a core is a band of that core. Pure: from the description alone.
 */
import type {
  CacheDescription,
  CpuDescription,
  MachineDescription,
} from '../../../shared/monitor/machineDescription.ts';

export interface CoreBox {
  kind: 'core';
  /** Number of the core on the machine; null where Linux does not say. */
  core: number | null;
  /** "P", "E" or a model name; null where all cores are alike. */
  coreKind: string | null;
  /** SMT siblings, ascending. */
  cpus: CpuDescription[];
  /** Caches of this core alone, by level. */
  caches: CacheDescription[];
}

export interface SharedBox {
  kind: 'shared';
  /** The caches that all CPUs in this box share and no others; none where they share a NUMA node alone. */
  caches: CacheDescription[];
  /** The NUMA node of these CPUs and no others of the package; null where a package is in one node. */
  node: number | null;
  cpus: number[];
  inside: (SharedBox | CoreBox)[];
}

export interface PackageBox {
  package: number | null;
  /** The NUMA node that it lies in; null where it spans several, or the machine has no more than one. */
  node: number | null;
  cpus: number[];
  inside: (SharedBox | CoreBox)[];
}

export interface MachineLayout {
  packages: PackageBox[];
  offline: number[];
  /** Caches of which Linux does not say who shares them. */
  unplaced: CacheDescription[];
  /** Caches shared across packages, or of offline CPUs alone: told in words below the boxes. */
  outside: CacheDescription[];
}

const within = (inner: readonly number[], outer: readonly number[]) => {
  const set = new Set(outer);
  return inner.every((cpu) => set.has(cpu));
};
const ascending = (a: number, b: number) => a - b;

export function machineLayout(description: MachineDescription): MachineLayout {
  const online = description.cpus.filter((cpu) => cpu.online);
  const onlineIds = new Set(online.map(({ id }) => id));
  const caches = description.caches.map((cache) => ({
    cache,
    cpus: cache.sharedBy.filter((cpu) => onlineIds.has(cpu)).toSorted(ascending),
  }));
  const outside: CacheDescription[] = [];
  const byPackage = Map.groupBy(online, (cpu) => cpu.package);
  const packages = [...byPackage]
    .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([number, members]): PackageBox => {
      const cpus = members.map(({ id }) => id).toSorted(ascending);
      const nodes = Map.groupBy(members, ({ node }) => node);
      const [onlyNode = null] = nodes.size === 1 && description.nodes.length > 1 ? nodes.keys() : [];
      const box: PackageBox = { package: number, node: onlyNode, cpus, inside: [] };
      const cores = coresOf(members);
      const mine = caches.filter((one) => one.cpus.length > 0 && within(one.cpus, cpus));
      for (const core of cores) {
        const ids = core.cpus.map(({ id }) => id);
        core.caches = ownCaches(mine.filter((one) => within(one.cpus, ids)).map(({ cache }) => cache));
      }
      const shared = Map.groupBy(
        mine.filter(
          (one) =>
            !cores.some((core) =>
              within(
                one.cpus,
                core.cpus.map(({ id }) => id),
              ),
            ),
        ),
        (one) => one.cpus.join(' '),
      );
      const groups = [...shared.values()].map((ones): SharedBox => ({
        kind: 'shared',
        caches: ones.map(({ cache }) => cache).toSorted(byLevel),
        node: null,
        cpus: ones[0]?.cpus ?? [],
        inside: [],
      }));
      if (nodes.size > 1) addNodes(groups, nodes);
      // Largest first, so that a box exists before what goes into it.
      for (const group of groups.toSorted((a, b) => b.cpus.length - a.cpus.length)) place(box, group, group.cpus);
      for (const core of cores)
        place(
          box,
          core,
          core.cpus.map(({ id }) => id),
        );
      return box;
    });
  for (const { cache, cpus } of caches) {
    if (cache.sharedBy.length === 0) continue;
    if (cpus.length === 0 || !packages.some((box) => within(cpus, box.cpus))) outside.push(cache);
  }
  const offline = description.cpus.filter((cpu) => !cpu.online).map(({ id }) => id);
  const unplaced = description.caches.filter(({ sharedBy }) => sharedBy.length === 0).toSorted(byLevel);
  return { packages, offline, unplaced, outside };
}

/** Nodes as boxes, or as the label of the box of a cache that just their CPUs share. CPUs whose node is not told are in none. */
function addNodes(groups: SharedBox[], nodes: ReadonlyMap<number | null, readonly CpuDescription[]>): void {
  for (const [node, members] of nodes) {
    if (node === null) continue;
    const cpus = members.map(({ id }) => id).toSorted(ascending);
    const same = groups.find((group) => group.cpus.join(' ') === cpus.join(' '));
    if (same === undefined) groups.push({ kind: 'shared', caches: [], node, cpus, inside: [] });
    else same.node = node;
  }
}

/** CPUs of the same core together; a CPU whose core is not known stands alone. */
function coresOf(members: readonly CpuDescription[]): CoreBox[] {
  const groups = Map.groupBy(members, (cpu) => (cpu.core === null ? `cpu ${cpu.id}` : `core ${cpu.core}`));
  return [...groups.values()].map((cpus) => ({
    kind: 'core',
    core: cpus[0]?.core ?? null,
    coreKind: cpus[0]?.kind ?? null,
    cpus: cpus.toSorted((a, b) => a.id - b.id),
    caches: [],
  }));
}

/** One of each level and type: some machines list the same cache once a CPU. */
function ownCaches(caches: readonly CacheDescription[]): CacheDescription[] {
  const one = new Map(caches.map((cache) => [`${cache.level} ${cache.type}`, cache]));
  return [...one.values()].toSorted(byLevel);
}

const typeOrder = { data: 0, instruction: 1, unified: 2 } as const;

function byLevel(a: CacheDescription, b: CacheDescription): number {
  return a.level - b.level || typeOrder[a.type] - typeOrder[b.type];
}

/** Puts a box into the smallest box that holds all its CPUs. */
function place(parent: PackageBox | SharedBox, box: SharedBox | CoreBox, cpus: readonly number[]): void {
  const inner = parent.inside.find((one): one is SharedBox => one.kind === 'shared' && within(cpus, one.cpus));
  if (inner === undefined) parent.inside.push(box);
  else place(inner, box, cpus);
}

/** CPUs by the last-level cache that they share, else by package: how the vitals group their bars. Every CPU given appears once. */
export function cacheGroups(description: MachineDescription | null, cpus: readonly number[]): number[][] {
  if (description === null) return cpus.length === 0 ? [] : [[...cpus]];
  const packageOf = new Map(description.cpus.map((cpu) => [cpu.id, cpu.package]));
  const unified = description.caches.filter((cache) => cache.type !== 'instruction');
  const groupOf = (cpu: number): string => {
    let last: CacheDescription | undefined;
    for (const cache of unified) {
      if (cache.level >= 3 && cache.sharedBy.includes(cpu) && (last === undefined || cache.level > last.level))
        last = cache;
    }
    return last === undefined ? `package ${packageOf.get(cpu) ?? ''}` : last.sharedBy.join(' ');
  };
  return [...Map.groupBy(cpus, groupOf).values()];
}
