/** What is read of the machine as a whole in each pass, and its rates. */
import type { CpuUse, Pressure, Vitals } from '../../shared/monitor/snapshot.ts';
import type { Hertz, PerSecond, Ratio, Seconds } from '../../shared/units/quantity.ts';
import { parseLoadavg } from '../machine/linux/procfs/loadavg.ts';
import { parseMeminfo } from '../machine/linux/procfs/meminfo.ts';
import { parsePressure } from '../machine/linux/procfs/pressure.ts';
import { parseSystemStat } from '../machine/linux/procfs/systemStat.ts';
import type { SystemStat } from '../machine/linux/procfs/systemStat.ts';
import { parseUptime } from '../machine/linux/procfs/uptime.ts';
import type { ClockReader } from '../machine/linux/sysfs/clocks.ts';
import type { GroupMemoryReader } from '../machine/linux/cgroup/groupMemory.ts';
import type { HeatReader } from '../machine/linux/sysfs/heat.ts';
import { ThreadlabError } from '../../shared/errors.ts';
import { cpuUse, taskCpu } from './cpuUse.ts';
import { denied, KeptFile } from './descriptors.ts';
import type { PassContext } from './passContext.ts';
import { rate } from './rate.ts';
import { TrafficReader } from './trafficReader.ts';

export interface MachineReading extends Pick<
  Vitals,
  | 'cpus'
  | 'memory'
  | 'load'
  | 'pressure'
  | 'forks'
  | 'contextSwitches'
  | 'interrupts'
  | 'disks'
  | 'networks'
  | 'temperatures'
> {
  /** Tasks of the whole machine, also where only one process is read. */
  tasks: number;
  /** CPU time that Linux charged to tasks since the last pass, in cores; null on the first or when a counter ran backwards. */
  taskCpu: Ratio | null;
  /** Field -> reason. */
  notAvailable: Record<string, string>;
}

export class MachineReader {
  readonly #stat: KeptFile;
  readonly #meminfo: KeptFile;
  readonly #loadavg: KeptFile;
  readonly #uptime: KeptFile;
  readonly #pressure: Readonly<Record<keyof Vitals['pressure'], KeptFile>>;
  readonly #clock: ClockReader;
  readonly #heat: HeatReader;
  readonly #groupMemory: GroupMemoryReader;
  readonly #traffic: TrafficReader;
  #before: { stat: SystemStat; at: Seconds; throttles: ReadonlyMap<number, number> | null } | null = null;

  constructor(root: string, clock: ClockReader, heat: HeatReader, groupMemory: GroupMemoryReader) {
    const file = (name: string) => new KeptFile(root, name);
    this.#stat = file('stat');
    this.#meminfo = file('meminfo');
    this.#loadavg = file('loadavg');
    this.#uptime = file('uptime');
    this.#pressure = { cpu: file('pressure/cpu'), memory: file('pressure/memory'), io: file('pressure/io') };
    this.#clock = clock;
    this.#heat = heat;
    this.#groupMemory = groupMemory;
    this.#traffic = new TrafficReader(root);
  }

  /** Seconds since boot, on the clock of start times. */
  readUptime(context: PassContext): Seconds {
    return parseUptime(this.#text(this.#uptime, context));
  }

  read(context: PassContext): MachineReading {
    const stat = parseSystemStat(this.#text(this.#stat, context));
    const at = context.now();
    const before = this.#before;
    const { temperatures, throttles, reasons } = this.#heat.read();
    this.#before = { stat, at, throttles };
    const grown = (counter: 'forks' | 'contextSwitches' | 'interrupts') =>
      before === null ? null : perSecond(before.stat[counter] ?? NaN, stat[counter] ?? NaN, at - before.at);
    const { load, tasks } = parseLoadavg(this.#text(this.#loadavg, context));
    const notAvailable: Record<string, string> = {};
    const clocks = this.#clock.read();
    if (clocks === null && this.#clock.reason !== null) notAvailable['machine.clock'] = this.#clock.reason;
    for (const [field, reason] of Object.entries(reasons)) notAvailable[`machine.${field}`] = reason;
    return {
      cpus: cpuUses(before?.stat ?? null, stat, clocks).map((cpu) => ({
        ...cpu,
        throttles: throttlesOf(cpu.id, before?.throttles ?? null, throttles),
      })),
      temperatures,
      memory: this.#readMemory(context),
      load,
      tasks,
      pressure: this.#readPressure(context, notAvailable),
      forks: grown('forks'),
      contextSwitches: grown('contextSwitches'),
      interrupts: grown('interrupts'),
      ...this.#traffic.read(context, notAvailable),
      taskCpu: before === null ? null : taskCpu(before.stat.all, stat.all, (at - before.at) * context.ticksPerSecond),
      notAvailable,
    };
  }

  close(): void {
    this.#clock.close();
    this.#heat.close();
  }

  #readMemory(context: PassContext): Vitals['memory'] {
    const memory = parseMeminfo(this.#text(this.#meminfo, context));
    const group = this.#groupMemory.read();
    return { ...memory, group: group !== null && group.limit < memory.total ? group : null };
  }

  #readPressure(context: PassContext, notAvailable: Record<string, string>): Vitals['pressure'] {
    const read = (resource: keyof Vitals['pressure']): Pressure | null => {
      const length = context.descriptors.read(this.#pressure[resource]);
      if (length >= 0) return parsePressure(context.descriptors.buffer.toString('latin1', 0, length));
      notAvailable[`machine.pressure.${resource}`] =
        length === denied
          ? `/proc/pressure/${resource} needs root here.`
          : 'This Linux does not measure pressure: it needs CONFIG_PSI and, where it is off by default, psi=1 at boot.';
      return null;
    };
    return { cpu: read('cpu'), memory: read('memory'), io: read('io') };
  }

  /** Files that every Linux has: without them nothing can be shown. */
  #text(file: KeptFile, { descriptors }: PassContext): string {
    const length = descriptors.read(file);
    if (length >= 0) return descriptors.buffer.toString('latin1', 0, length);
    const path = `${file.folder}${file.name}`;
    throw new ThreadlabError(
      'notSupported',
      `${path} cannot be read, so this machine cannot be watched. Is /proc mounted?`,
    );
  }
}

function throttlesOf(
  cpu: number,
  before: ReadonlyMap<number, number> | null,
  now: ReadonlyMap<number, number> | null,
): CpuUse['throttles'] {
  const sinceBoot = now?.get(cpu);
  if (sinceBoot === undefined) return null;
  const earlier = before?.get(cpu);
  return { sinceBoot, now: earlier === undefined || earlier > sinceBoot ? null : sinceBoot - earlier };
}

function cpuUses(
  before: SystemStat | null,
  now: SystemStat,
  clocks: Map<number, Hertz> | null,
): Omit<CpuUse, 'throttles'>[] {
  return [...now.cpus]
    .sort(([one], [other]) => one - other)
    .map(([id, ticks]) => ({ id, ...cpuUse(before?.cpus.get(id) ?? null, ticks), clock: clocks?.get(id) ?? null }));
}

function perSecond(before: number, after: number, elapsed: Seconds): PerSecond | null {
  const value = rate(before, after, elapsed);
  return Number.isNaN(value) ? null : value;
}
