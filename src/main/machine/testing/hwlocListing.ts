/** Parses what hwloc's lstopo prints: a tree as indented lines, or as XML. */
import { parseCpuMask } from '../linux/sysfs/cpuList.ts';
import { parseListedSize, type Groups, type ListedCache } from './listing.ts';

export interface HwlocKind {
  cpus: number[];
  /** "FrequencyMaxMHz" -> 5000. */
  infos: Map<string, number>;
}

export interface HwlocListing {
  /** CPUs that the tree shows. */
  cpus: number[];
  /** CPUs that exist beside them: offline, or not allowed. */
  otherCpus: number[];
  packages: { number: number | null; model: string | null; cpus: number[] }[];
  cores: Groups;
  caches: ListedCache[];
  nodes: { id: number; cpus: number[]; memoryBytes: number }[];
  kinds: HwlocKind[];
  totalMemory: number | null;
  memoryIsRounded: boolean;
  /** The tree holds only what the control group allows; then `otherCpus` are online. */
  isRestricted: boolean;
}

interface TreeObject {
  type: string;
  number: number | null;
  /** Own attributes, as written. */
  attributes: Map<string, string>;
  children: TreeObject[];
}

export function parseHwlocText(text: string): HwlocListing {
  const stack: { indent: number; object: TreeObject }[] = [];
  const kinds: HwlocKind[] = [];
  let root: TreeObject | null = null;
  let otherCpus: number[] = [];
  for (const line of text.split('\n')) {
    const object = parseObjectLine(line);
    if (object !== null) {
      const indent = line.search(/\S/);
      while ((stack.at(-1)?.indent ?? -1) >= indent) stack.pop();
      stack.at(-1)?.object.children.push(object);
      root ??= object;
      stack.push({ indent, object });
      continue;
    }
    const others = /^\d+ processors not represented in topology: (\S+)$/.exec(line)?.[1];
    if (others !== undefined) otherCpus = parseCpuMask(others.replaceAll('0x', ''));
    const kind = /^CPU kind #\d+ .*cpuset (\S+)$/.exec(line)?.[1];
    if (kind !== undefined) kinds.push({ cpus: parseCpuMask(kind.replaceAll('0x', '')), infos: new Map() });
    const info = /^ {2}(Frequency\w+) = (\d+)$/.exec(line);
    if (info !== null) kinds.at(-1)?.infos.set(info[1] ?? '', Number(info[2]));
  }
  if (root === null) throw new Error('no tree');
  const cpus = cpusBelow(root);
  const all = withOwners(root);
  const total = root.attributes.get('total');
  return {
    cpus,
    otherCpus,
    packages: all
      .filter(({ object }) => object.type === 'Package')
      .map(({ object }) => ({
        number: object.number,
        model: object.attributes.get('CPUModel') ?? null,
        cpus: cpusBelow(object),
      })),
    cores: all.filter(({ object }) => object.type === 'Core').map(({ object }) => cpusBelow(object)),
    caches: all.flatMap(({ object }): ListedCache[] => {
      const cache = cacheType(object.type);
      const size = object.attributes.get('size');
      if (cache === null || size === undefined) return [];
      const ways = object.attributes.get('ways');
      return [
        {
          ...cache,
          sizeBytes: parseListedSize(size),
          lineBytes: Number(object.attributes.get('linesize')),
          ways: ways === undefined ? null : Number(ways),
          cpus: cpusBelow(object),
        },
      ];
    }),
    // A node hangs beside the CPUs that it is near to: its CPUs are those of the object above it.
    nodes: all
      .filter(({ object }) => object.type === 'NUMANode')
      .map(({ object, owner }) => ({
        id: object.number ?? -1,
        cpus: owner === null ? [] : cpusBelow(owner),
        memoryBytes: parseListedSize(object.attributes.get('local') ?? ''),
      })),
    kinds,
    totalMemory: total === undefined ? null : parseListedSize(total),
    memoryIsRounded: true,
    isRestricted: false,
  };
}

/** "      L2Cache L#0 (P#0 size=1280KiB linesize=64 ways=10)"; attributes may be quoted or empty. */
function parseObjectLine(line: string): TreeObject | null {
  const match = /^ *([A-Z]\w*)(?: L#\d+)? \((.*)\)$/.exec(line);
  if (match === null || /depth/.test(line)) return null;
  const [, type = '', inside = ''] = match;
  const attributes = new Map<string, string>();
  for (const [, name = '', quoted, bare] of inside.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/g))
    attributes.set(name, quoted ?? bare ?? '');
  const number = /^P#(\d+)/.exec(inside)?.[1];
  return { type, number: number === undefined ? null : Number(number), attributes, children: [] };
}

export function parseHwlocXml(text: string): HwlocListing {
  const stack: TreeObject[] = [];
  const kinds: HwlocKind[] = [];
  let root: TreeObject | null = null;
  for (const [, closing, tag = '', inside = '', selfClosing] of text.matchAll(/<(\/?)(\w+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    const attributes = new Map(
      [...inside.matchAll(/([\w.]+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value]),
    );
    if (tag === 'object') {
      if (closing === '/') {
        stack.pop();
        continue;
      }
      const index = attributes.get('os_index');
      const object: TreeObject = {
        type: attributes.get('type') ?? '',
        number: index === undefined ? null : Number(index),
        attributes,
        children: [],
      };
      stack.at(-1)?.children.push(object);
      root ??= object;
      if (selfClosing !== '/') stack.push(object);
    } else if (tag === 'cpukind' && closing !== '/') {
      kinds.push({ cpus: xmlSet(attributes.get('cpuset')), infos: new Map() });
    } else if (tag === 'info' && stack.length === 0 && attributes.get('name')?.startsWith('Frequency') === true) {
      kinds.at(-1)?.infos.set(attributes.get('name') ?? '', Number(attributes.get('value')));
    } else if (tag === 'info' && attributes.get('name') === 'CPUModel') {
      stack.at(-1)?.attributes.set('CPUModel', attributes.get('value') ?? '');
    }
  }
  if (root === null) throw new Error('no tree');
  const all = withOwners(root).map(({ object }) => object);
  const complete = (object: TreeObject) => xmlSet(object.attributes.get('complete_cpuset'));
  const cpus = cpusBelow(root);
  return {
    cpus,
    otherCpus: complete(root).filter((cpu) => !cpus.includes(cpu)),
    packages: all
      .filter((object) => object.type === 'Package')
      .map((object) => ({
        number: object.number,
        model: object.attributes.get('CPUModel') ?? null,
        cpus: complete(object),
      })),
    cores: all.filter((object) => object.type === 'Core').map(complete),
    caches: all.flatMap((object): ListedCache[] => {
      const attribute = (name: string) => Number(object.attributes.get(name));
      const type = (['unified', 'data', 'instruction'] as const)[attribute('cache_type')];
      if (!object.type.endsWith('Cache') || type === undefined) return [];
      return [
        {
          level: attribute('depth'),
          type,
          sizeBytes: attribute('cache_size'),
          lineBytes: attribute('cache_linesize'),
          ways: attribute('cache_associativity'),
          cpus: complete(object),
        },
      ];
    }),
    nodes: all
      .filter((object) => object.type === 'NUMANode')
      .map((object) => ({
        id: object.number ?? -1,
        cpus: complete(object),
        memoryBytes: Number(object.attributes.get('local_memory')),
      })),
    kinds,
    totalMemory: null,
    memoryIsRounded: false,
    isRestricted: /<info name="LinuxCgroup"/.test(text),
  };
}

/** "0x00000001" or "0x1,0x0" as hwloc writes it; the empty set is "0x0". */
function xmlSet(text: string | undefined): number[] {
  if (text === undefined) throw new Error('no set of CPUs');
  return parseCpuMask(text.replaceAll('0x', ''));
}

/** "L1dCache", "L3Cache". */
function cacheType(type: string): Pick<ListedCache, 'level' | 'type'> | null {
  const match = /^L(\d)([di]?)Cache$/.exec(type);
  if (match === null) return null;
  return { level: Number(match[1]), type: match[2] === 'd' ? 'data' : match[2] === 'i' ? 'instruction' : 'unified' };
}

function withOwners(
  object: TreeObject,
  owner: TreeObject | null = null,
): { object: TreeObject; owner: TreeObject | null }[] {
  return [{ object, owner }, ...object.children.flatMap((child) => withOwners(child, object))];
}

function cpusBelow(object: TreeObject): number[] {
  if (object.type === 'PU') return object.number === null ? [] : [object.number];
  return object.children.flatMap(cpusBelow).toSorted((a, b) => a - b);
}
