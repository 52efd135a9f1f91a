/** Every fact of an hwloc tree beside what a description says of it. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { HwlocListing } from './hwlocListing.ts';
import { describedGroups, inOrder, type Fact, type ListedCache } from './listing.ts';

type Facts = (machine: MachineDescription, listing: HwlocListing) => Fact[];

const cpus: Facts = (machine, listing) => {
  const ids = (online: boolean) => machine.cpus.filter((cpu) => cpu.online === online).map((cpu) => cpu.id);
  // hwloc shows what the control group allows; Linux has more online then, and the limit stands in `limits`.
  const forbidden = listing.isRestricted ? listing.otherCpus : [];
  return [
    { what: 'online', described: ids(true), listed: [...listing.cpus, ...forbidden].toSorted((a, b) => a - b) },
    { what: 'offline', described: ids(false), listed: listing.isRestricted ? [] : listing.otherCpus },
    { what: 'allowed', described: machine.limits.allowedCpus, listed: listing.cpus },
    { what: 'what 100% means', described: machine.limits.cpus, listed: listing.cpus.length },
    {
      what: 'nothing of offline CPUs',
      described: machine.cpus.filter((cpu) => !cpu.online && (cpu.core ?? cpu.package ?? cpu.clock.now) !== null),
      listed: [],
    },
  ];
};

const cores: Facts = (machine, listing) => {
  const all = describedGroups(machine, 'core');
  const shown = all.filter((core) => core.some((cpu) => listing.cpus.includes(cpu)));
  return [
    { what: 'siblings', described: shown, listed: inOrder(listing.cores) },
    { what: 'number of cores', described: machine.cores, listed: listing.cores.length + (all.length - shown.length) },
  ];
};

const packages: Facts = (machine, listing) => {
  const shown = describedGroups(machine, 'package').filter(
    (group) => !listing.isRestricted || listing.packages.some(({ cpus: own }) => own.includes(group[0] ?? -1)),
  );
  return [
    { what: 'CPUs of a package', described: shown, listed: inOrder(listing.packages.map(({ cpus: own }) => own)) },
    ...listing.packages.flatMap(({ number, model, cpus: own }): Fact[] => {
      const numbers = new Set(machine.cpus.filter((cpu) => own.includes(cpu.id)).map((cpu) => cpu.package));
      return [
        ...(number === null
          ? []
          : [{ what: `number of the package of CPU ${own[0]}`, described: numbers, listed: new Set([number]) }]),
        ...(model === null
          ? []
          : [{ what: 'model', described: machine.model, listed: model.replaceAll(/\s+/g, ' ').trim() }]),
      ];
    }),
  ];
};

const nodes: Facts = (machine, listing) => {
  const shown = machine.nodes.filter((node) => !listing.isRestricted || listing.nodes.some(({ id }) => id === node.id));
  const facts: Fact[] = [
    {
      what: 'numbers of the nodes',
      described: shown.map(({ id }) => id),
      listed: listing.nodes.map(({ id }) => id).toSorted((a, b) => a - b),
    },
    ...listing.nodes.flatMap(({ id, cpus: own, memoryBytes }): Fact[] => [
      {
        what: `online CPUs of node ${id}`, // older Linux counts a node's offline CPUs in `nodes`, hwloc does not
        described: machine.cpus.filter((cpu) => cpu.online && cpu.node === id).map((cpu) => cpu.id),
        listed: own,
      },
      memoryFact(`memory of node ${id}`, shown.find((node) => node.id === id)?.memoryBytes, memoryBytes, listing),
    ]),
  ];
  if (listing.totalMemory === null) return facts;
  const sum = shown.reduce((total, node) => total + (node.memoryBytes ?? Number.NaN), 0);
  const share = (machine.memory.totalBytes ?? Number.NaN) / sum;
  return [
    ...facts,
    memoryFact('memory of all nodes', sum, listing.totalMemory, listing),
    // hwloc adds the nodes up; /proc/meminfo has some percent less, which Linux keeps for itself.
    { what: 'memory of the machine', described: share > 0.95 && share < 1.01, listed: true },
  ];
};

const caches: Facts = (machine, listing) => {
  const described = machine.caches
    .map(({ level, type, sizeBytes, lineBytes, ways, sharedBy }): ListedCache => ({
      level,
      type,
      sizeBytes,
      lineBytes,
      ways,
      cpus: sharedBy,
    }))
    // A restricted tree lacks the caches that only forbidden CPUs have, and by hwloc's default all instruction caches.
    .filter((cache) => !listing.isRestricted || (cache.type !== 'instruction' && isShown(cache, listing)));
  return [
    { what: 'size, line, ways and who shares them', described: sorted(described), listed: sorted(listing.caches) },
  ];
};

/** hwloc keeps a cache whose CPUs are forbidden while a node of its own hangs below it. */
function isShown(cache: ListedCache, listing: HwlocListing): boolean {
  return (
    cache.cpus.some((cpu) => listing.cpus.includes(cpu)) ||
    listing.nodes.some(
      (node) => node.cpus.length === cache.cpus.length && node.cpus.every((cpu) => cache.cpus.includes(cpu)),
    )
  );
}

const kinds: Facts = (machine, listing) => [
  {
    what: 'CPUs of a kind',
    described: describedGroups(machine, 'kind'),
    listed: listing.kinds.length > 1 ? inOrder(listing.kinds.map(({ cpus: own }) => own)) : [],
  },
  ...listing.kinds.flatMap(({ cpus: own, infos }): Fact[] => {
    const clocks = machine.cpus.filter((cpu) => own.includes(cpu.id)).map((cpu) => cpu.clock);
    const max = infos.get('FrequencyMaxMHz');
    const base = infos.get('FrequencyBaseMHz');
    return [
      // hwloc gives a kind one maximum, the lowest of its CPUs: favoured cores, which boost up to a tenth higher, are no kind of their own.
      ...(max === undefined
        ? []
        : [{ what: 'max', described: Math.min(...clocks.map((clock) => clock.max ?? Number.NaN)), listed: max * 1e6 }]),
      ...(base === undefined
        ? []
        : [{ what: 'base', described: new Set(clocks.map((clock) => clock.base)), listed: new Set([base * 1e6]) }]),
    ];
  }),
];

export const hwlocFacts = {
  'CPUs, and which are online': cpus,
  'cores and SMT siblings': cores,
  'packages, their numbers and models': packages,
  'NUMA nodes and their memory': nodes,
  caches,
  'kinds of cores and their clocks': kinds,
} as const;

/** A tree rounds memory to whole GiB; XML gives the bytes. */
function memoryFact(what: string, described: number | null | undefined, listed: number, listing: HwlocListing): Fact {
  if (!listing.memoryIsRounded) return { what, described, listed };
  const gib = 1024 ** 3;
  const distance = Math.abs((described ?? Number.NaN) - listed);
  return { what, described: distance < gib ? 'within a GiB' : described, listed: 'within a GiB' };
}

function sorted(caches: readonly ListedCache[]): ListedCache[] {
  const key = ({ level, type, cpus: own }: ListedCache) => `${level} ${type} ${String(own[0]).padStart(6, '0')}`;
  return [...caches].toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
