/** What goes to and from the disks and the networks of the machine in each pass, as rates. */
import type { DiskUse, NetworkUse } from '../../shared/monitor/snapshot.ts';
import type { PerSecond, Seconds } from '../../shared/units/quantity.ts';
import { parseDiskstats, type DiskCounters } from '../machine/linux/procfs/diskstats.ts';
import { parseNetDev, type NetworkCounters } from '../machine/linux/procfs/netDev.ts';
import { denied, KeptFile } from './descriptors.ts';
import type { PassContext } from './passContext.ts';
import { rate } from './rate.ts';

interface Traffic {
  /** null where Linux does not tell it, empty where there is none; `notAvailable` says why. */
  disks: DiskUse[] | null;
  networks: NetworkUse[] | null;
}

interface Before<Counters> {
  at: Seconds;
  counters: ReadonlyMap<string, Counters>;
}

const none = { disks: 'no whole disk here', networks: 'no interface here that leads off the machine' };

export class TrafficReader {
  readonly #diskstats: KeptFile;
  readonly #netDev: KeptFile;
  #disks: Before<DiskCounters> | null = null;
  #networks: Before<NetworkCounters> | null = null;

  /** `root`: the folder of /proc. */
  constructor(root: string) {
    this.#diskstats = new KeptFile(root, 'diskstats');
    this.#netDev = new KeptFile(root, 'net/dev');
  }

  read(context: PassContext, notAvailable: Record<string, string>): Traffic {
    const disks = this.#counters('disks', this.#diskstats, parseDiskstats, context, notAvailable);
    const networks = this.#counters('networks', this.#netDev, parseNetDev, context, notAvailable);
    const traffic: Traffic = {
      disks: disks === null ? null : diskUses(this.#disks, disks),
      networks: networks === null ? null : networkUses(this.#networks, networks),
    };
    this.#disks = disks;
    this.#networks = networks;
    return traffic;
  }

  #counters<Counters>(
    what: 'disks' | 'networks',
    file: KeptFile,
    parse: (text: string) => ReadonlyMap<string, Counters>,
    { descriptors, now }: PassContext,
    notAvailable: Record<string, string>,
  ): Before<Counters> | null {
    const length = descriptors.read(file);
    const path = `/proc/${file.name}`;
    if (length >= 0) {
      const counters = parse(descriptors.buffer.toString('utf8', 0, length));
      if (counters.size === 0) notAvailable[`machine.${what}`] = `${path} lists ${none[what]}.`;
      return { at: now(), counters };
    }
    notAvailable[`machine.${what}`] =
      length === denied ? `${path} may not be read here.` : `This Linux has no ${path}: a container may hide it.`;
    return null;
  }
}

function diskUses(before: Before<DiskCounters> | null, now: Before<DiskCounters>): DiskUse[] {
  return [...now.counters.keys()].map((name) => ({
    name,
    readBytes: growth(before, now, (counters) => counters.get(name)?.readBytes),
    writeBytes: growth(before, now, (counters) => counters.get(name)?.writeBytes),
    busy: growth(before, now, (counters) => counters.get(name)?.busyTime),
  }));
}

function networkUses(before: Before<NetworkCounters> | null, now: Before<NetworkCounters>): NetworkUse[] {
  return [...now.counters.keys()].map((name) => ({
    name,
    receivedBytes: growth(before, now, (counters) => counters.get(name)?.receivedBytes),
    sentBytes: growth(before, now, (counters) => counters.get(name)?.sentBytes),
  }));
}

/** Growth a second of one counter; null on a first reading, or where it ran backwards. */
function growth<Counters>(
  before: Before<Counters> | null,
  now: Before<Counters>,
  pick: (counters: ReadonlyMap<string, Counters>) => number | undefined,
): PerSecond | null {
  if (before === null) return null;
  const value = rate(pick(before.counters) ?? NaN, pick(now.counters) ?? NaN, now.at - before.at);
  return Number.isNaN(value) ? null : value;
}
