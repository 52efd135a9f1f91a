/** Every fact of an lscpu listing beside what a description says of it. */
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import { parseCpuList } from '../linux/sysfs/cpuList.ts';
import { describedGroups, describedSharing, groupBy, reasonGiven, type Fact, type Groups } from './listing.ts';
import { cacheOfColumn, type LscpuListing } from './lscpuListing.ts';

/**
 * lscpu's two tables number differently, and for some machines one of them does not say which CPUs are together:
 * - logical numbers start again at 0 for each kind of core, so on an Arm of several kinds CPUs of different kinds seem to share a
 *   core, and its clusters one socket: there the hardware's pairs (Socket, Core) are read;
 * - the hardware's core number repeats in each die of a package on some Opterons, and POWER has no socket numbers ("-"): there, and
 *   wherever both agree, the logical ones.
 */
function usesHardwareNumbers(listing: LscpuListing): boolean {
  return listing.kinds.length > 1;
}

/** With "Drawer(s)" the counts a socket are what the whole mainframe was built for (/proc/sysinfo), not this partition. */
function countsAreOfThisMachine(listing: LscpuListing): boolean {
  return !listing.summary.has('Drawer(s)');
}

type Facts = (machine: MachineDescription, listing: LscpuListing) => Fact[];

const cpus: Facts = (machine, listing) => {
  const online = machine.cpus.filter((cpu) => cpu.online).map((cpu) => cpu.id);
  return [
    { what: 'number of CPUs', described: machine.cpus.length, listed: Number(field(listing, 'CPU(s)')) },
    { what: 'online', described: online, listed: parseCpuList(field(listing, 'On-line CPU(s) list')) },
    { what: 'in the table', described: online, listed: listing.logical.rows.map((row) => Number(row.get('CPU'))) },
  ];
};

const cores: Facts = (machine, listing) => {
  const key = (row: Map<string, string>) =>
    usesHardwareNumbers(listing) ? `${row.get('Socket')}/${row.get('Core')}` : row.get('Core');
  const listed = groupBy(tableOf(listing).rows.map((row) => [Number(row.get('CPU')), key(row)] as const));
  const described = describedGroups(machine, 'core');
  const facts: Fact[] = [
    { what: 'siblings', described, listed },
    { what: 'number of cores', described: machine.cores, listed: listed.length },
  ];
  for (const { name, kind, cpus: own } of kindsOf(machine, listing)) {
    const ofKind = described.filter((core) => core.some((cpu) => own.includes(cpu)));
    const count = (heading: string) => Number(kind.get(heading));
    facts.push({
      what: `threads per core of ${name}`,
      described: Math.max(...ofKind.map((core) => core.length)),
      listed: count('Thread(s) per core'),
    });
    if (countsAreOfThisMachine(listing)) {
      facts.push({
        what: `cores of ${name}`,
        described: ofKind.length,
        listed: count('Core(s) per socket') * count('Socket(s)'),
      });
    }
  }
  if (!usesHardwareNumbers(listing)) {
    facts.push({
      what: 'numbers of the cores',
      described: machine.cpus.map((cpu) => cpu.core),
      listed: listing.logical.rows.map((row) => Number(row.get('Core'))),
    });
  }
  return facts;
};

const packages: Facts = (machine, listing) => {
  const listed = column(listing, 'Socket');
  const facts: Fact[] = [
    { what: 'CPUs of a package', described: describedGroups(machine, 'package'), listed },
    { what: 'number of packages', described: machine.packages, listed: listed.length },
  ];
  if (!usesHardwareNumbers(listing) && countsAreOfThisMachine(listing)) {
    facts.push({ what: 'Socket(s)', described: machine.packages, listed: Number(field(listing, 'Socket(s)')) });
  }
  const hardware = listing.physical.rows.map((row) => known(row.get('Socket')));
  if (!hardware.includes(null)) {
    facts.push({
      what: 'numbers of the packages',
      described: machine.cpus.map((cpu) => String(cpu.package)),
      listed: hardware,
    });
  }
  return facts;
};

const nodes: Facts = (machine, listing) => {
  const listed = [...listing.summary].flatMap(([key, value]) => {
    const id = /^NUMA node(\d+) CPU\(s\)$/.exec(key)?.[1];
    return id === undefined ? [] : [{ id: Number(id), cpus: parseCpuList(value) }];
  });
  const none = listed.length === 0 ? [reasonGiven(machine, 'nodes')] : [];
  return [
    { what: 'CPUs of a node', described: machine.nodes.map(({ id, cpus: own }) => ({ id, cpus: own })), listed },
    {
      what: 'number of nodes',
      described: machine.nodes.length,
      listed: Number(listing.summary.get('NUMA node(s)') ?? 0),
    },
    {
      what: 'node of a CPU',
      described: machine.cpus.map((cpu) => (cpu.node === null ? '' : String(cpu.node))),
      listed: tableOf(listing).rows.map((row) => row.get('Node')),
    },
    ...none,
  ];
};

const cacheSizes: Facts = (machine, listing) => {
  const facts = listing.caches.map(({ level, type, totalBytes, instances }): Fact => {
    const own = machine.caches.filter((cache) => cache.level === level && cache.type === type);
    return {
      what: `sizes of L${level} ${type}`,
      described: own.map((cache) => cache.sizeBytes),
      listed: Array.from({ length: instances }, () => totalBytes / instances),
    };
  });
  const unlisted = machine.caches.filter(
    (cache) => !listing.caches.some((other) => other.level === cache.level && other.type === cache.type),
  );
  if (unlisted.length === 0) return facts;
  return [
    ...facts,
    {
      what: 'sizes that are not listed',
      described: new Set(unlisted.map((cache) => cache.sizeBytes)),
      listed: new Set([null]),
    },
    reasonGiven(machine, 'caches.sizeBytes'),
  ];
};

const cacheSharing: Facts = (machine, listing) => {
  const columns = listing.logical.columns.flatMap((name) => {
    const cache = cacheOfColumn(name);
    return cache === null ? [] : [{ name, ...cache }];
  });
  const facts = columns.map(({ name, level, type }): Fact => ({
    what: name,
    described: describedSharing(machine, level, type),
    listed: column(listing, name),
  }));
  // Levels without a column (s390): lscpu knows their size, nobody says who shares them.
  const others = machine.caches.filter(
    (cache) => !columns.some(({ level, type }) => level === cache.level && type === cache.type),
  );
  if (others.length === 0) return facts;
  return [
    ...facts,
    { what: 'levels without a column', described: others.flatMap((cache) => cache.sharedBy), listed: [] },
    reasonGiven(machine, 'caches.sharedBy'),
  ];
};

const clocks: Facts = (machine, listing) =>
  kindsOf(machine, listing).flatMap(({ name, kind, cpus: own }) => {
    const ofKind = machine.cpus.filter((cpu) => own.includes(cpu.id)).map((cpu) => cpu.clock);
    const megahertz = (which: 'now' | 'min' | 'max' | 'base') =>
      ofKind.flatMap((clock) => (clock[which] === null ? [] : [clock[which] / 1e6]));
    const listed = (heading: string) => (kind.has(heading) ? Number(kind.get(heading)) : null);
    const extreme = (values: number[], of: (...values: number[]) => number) =>
      values.length === 0 ? null : of(...values);
    const facts: Fact[] = [
      { what: `max of ${name}`, described: extreme(megahertz('max'), Math.max), listed: listed('CPU max MHz') },
      { what: `min of ${name}`, described: extreme(megahertz('min'), Math.min), listed: listed('CPU min MHz') },
    ];
    if (listed('CPU max MHz') === null) facts.push(reasonGiven(machine, 'cpus.clock.max'));
    const scaling = kind.get('CPU(s) scaling MHz');
    if (scaling !== undefined) {
      // lscpu: the sum of the current clocks as a share of the sum of the highest.
      const share = (sum(megahertz('now')) / sum(megahertz('max'))) * 100;
      facts.push({ what: `now of ${name}`, described: `${share.toFixed(0)}%`, listed: scaling });
    }
    for (const [heading, which] of [
      ['CPU dynamic MHz', 'now'],
      ['CPU static MHz', 'base'],
    ] as const) {
      if (kind.has(heading)) {
        facts.push({ what: heading, described: new Set(megahertz(which)), listed: new Set([listed(heading)]) });
      }
    }
    return facts;
  });

const models: Facts = (machine, listing) => {
  const names = listing.kinds.map((kind) => kind.get('Model name')?.replaceAll(/\s+/g, ' ') ?? '');
  // s390 has the number of its machine instead of a model's name.
  const listed = names.map((name) => (name === '-' ? `IBM/S390 machine ${field(listing, 'Machine type')}` : name));
  return [
    { what: 'models', described: new Set(machine.model?.split(' + ')), listed: new Set(listed) },
    {
      what: 'kinds',
      described: new Set(machine.cpus.map((cpu) => cpu.kind)),
      listed: new Set(names.length > 1 ? names : [null]),
    },
  ];
};

const hypervisor: Facts = (machine, listing) => {
  const listed = listing.summary.get('Hypervisor') ?? listing.summary.get('Hypervisor vendor') ?? null;
  // Without one, x86 says so itself; Arm tells nothing either way.
  return [{ what: 'hypervisor', described: machine.virtualization === 'none' ? null : machine.virtualization, listed }];
};

export const lscpuFacts = {
  'CPUs, and which are online': cpus,
  'cores and SMT siblings': cores,
  packages,
  'NUMA nodes': nodes,
  'sizes of the caches': cacheSizes,
  'who shares the caches': cacheSharing,
  clocks,
  models,
  'what it runs on': hypervisor,
} as const;

function tableOf(listing: LscpuListing): LscpuListing['logical'] {
  return usesHardwareNumbers(listing) ? listing.physical : listing.logical;
}

function column(listing: LscpuListing, name: string): Groups {
  return groupBy(tableOf(listing).rows.map((row) => [Number(row.get('CPU')), known(row.get(name))] as const));
}

/** Each kind of the listing with the CPUs that are of it: all, where there is one. */
function kindsOf(
  machine: MachineDescription,
  listing: LscpuListing,
): { name: string; kind: Map<string, string>; cpus: number[] }[] {
  return listing.kinds.map((kind) => {
    const name = kind.get('Model name') ?? '';
    const own = machine.cpus.filter((cpu) => listing.kinds.length === 1 || cpu.kind === name).map((cpu) => cpu.id);
    return { name, kind, cpus: own };
  });
}

function field(listing: LscpuListing, name: string): string {
  const value = listing.summary.get(name);
  if (value === undefined) throw new Error(`no ${name}`);
  return value;
}

function known(cell: string | undefined): string | null {
  return cell === undefined || cell === '' || cell === '-' ? null : cell;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
