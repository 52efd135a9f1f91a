/**
 * Passes where there is no /proc: processes as systeminformation lists them, CPUs and memory as Node does. What these systems do not
 * tell alike is not available, with the reason: threads above all.
 */
import { cpus as readCpus, loadavg, uptime } from 'node:os';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import { processFields, type ProcessField } from '../../shared/monitor/processFields.ts';
import type { CpuUse, Snapshot, Table } from '../../shared/monitor/snapshot.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import {
  listProcesses,
  readPortableMemory,
  type PortableMemory,
  type PortableProcess,
} from '../machine/portable/listProcesses.ts';
import { processCpuTime } from './ownCost.ts';
import type { PassSource } from './passSource.ts';
import type { Detail } from './processTable.ts';

/** A start is told to the second, and on macOS by the age: the same process may seem to have begun a moment earlier or later. */
const startWobble: Seconds = 2;

const noThreads = 'Threads are read on Linux only: this system tells them to no program without rights of its own.';
const linuxOnly = 'This column is read on Linux only.';
const words =
  'Without /proc, processes are listed by the tools of this system: fewer columns, no threads, and a start to the second.';

type Cell = (process: PortableProcess, startedAt: Seconds) => number | string | null;

/** The columns that are told here. Starts stand in for clock ticks: whole seconds of the clock. */
const cells: Readonly<Partial<Record<ProcessField, Cell>>> = {
  pid: ({ pid }) => pid,
  parentPid: ({ parentPid }) => parentPid,
  name: ({ name }) => name,
  commandLine: ({ commandLine }) => commandLine,
  user: ({ user }) => user,
  terminal: ({ terminal }) => terminal,
  state: ({ state }) => state,
  cpu: ({ cpu }) => cpu,
  userCpu: ({ userCpu }) => userCpu,
  systemCpu: ({ systemCpu }) => systemCpu,
  residentBytes: ({ residentBytes }) => residentBytes,
  virtualBytes: ({ virtualBytes }) => virtualBytes,
  priority: ({ priority }) => priority,
  nice: ({ nice }) => nice,
  startTicks: (_, startedAt) => startedAt,
  startTime: (_, startedAt) => startedAt - (Date.now() / 1000 - uptime()),
  age: (_, startedAt) => Math.max(0, Date.now() / 1000 - startedAt),
};

interface Collected {
  request: WatchRequest;
  processes: readonly PortableProcess[];
  memory: PortableMemory;
  cpus: CpuUse[];
  interval: Seconds | null;
  takenAt: string;
  passTime: Seconds;
  reason: string | null;
}

export class PortablePasses implements PassSource {
  #sequence = 0;
  #begun: Seconds | null = null;
  #cpusBefore: ReturnType<typeof readCpus> | null = null;
  /** When each process began, as it was told first. */
  #starts = new Map<number, Seconds>();
  #collected: Collected | null = null;

  async collect(request: WatchRequest, { reason }: Detail): Promise<void> {
    const begin = performance.now() * 1e-3;
    const cpusNow = readCpus();
    const [listed, memory] = await Promise.all([
      listProcesses(this.#sequence === 0, cpusNow.length),
      readPortableMemory(),
    ]);
    this.#collected = {
      request,
      processes: listed.filter(({ pid }) => request.only === null || pid === request.only),
      memory,
      cpus: cpuUses(this.#cpusBefore, cpusNow),
      interval: this.#begun === null ? null : begin - this.#begun,
      takenAt: new Date().toISOString(),
      passTime: performance.now() * 1e-3 - begin,
      reason,
    };
    this.#followStarts(listed);
    this.#cpusBefore = cpusNow;
    this.#begun = begin;
    this.#sequence += 1;
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  snapshot(): Snapshot {
    const collected = this.#collected;
    if (collected === null) throw new Error('No pass has been made.');
    const { request, processes, memory, cpus, interval, takenAt, passTime, reason } = collected;
    return {
      sequence: this.#sequence,
      takenAt,
      interval,
      machine: {
        cpus,
        memory: { ...memory, group: null },
        load: process.platform === 'win32' ? null : tuple(loadavg()),
        pressure: { cpu: null, memory: null, io: null },
        uptime: uptime(),
        processCount: processes.length,
        threadCount: null,
        forks: null,
        contextSwitches: null,
        interrupts: null,
        disks: null,
        networks: null,
        temperatures: null,
        notSeenCpu: null,
      },
      self: {
        cpuTime: processCpuTime(),
        cpu: null,
        residentBytes: process.memoryUsage.rss(),
        readCount: 0,
        passTime,
        reduced: [words, reason].filter((part) => part !== null).join(' '),
      },
      hidden: { permission: 0, vanished: 0, words: null },
      notAvailable: notAvailable(request),
      processes: this.#table(request.processFields, processes),
      threads: { rowCount: 0, columns: {} },
    };
  }

  close(): void {
    this.#starts.clear();
  }

  /** A number whose start has moved by more than its wobble belongs to another process. */
  #followStarts(listed: readonly PortableProcess[]): void {
    const starts = new Map<number, Seconds>();
    for (const { pid, startedAt } of listed) {
      const before = this.#starts.get(pid);
      const isSame = before !== undefined && !(Math.abs(before - startedAt) > startWobble);
      starts.set(pid, isSame ? before : Math.round(startedAt));
    }
    this.#starts = starts;
  }

  #table(fields: readonly ProcessField[], processes: readonly PortableProcess[]): Table<ProcessField> {
    const columns: Table<ProcessField>['columns'] = {};
    for (const field of fields) {
      const cell = cells[field] ?? (() => null);
      const values = processes.map((one) => cell(one, this.#starts.get(one.pid) ?? NaN));
      columns[field] =
        processFields[field].unit === 'text'
          ? values.map((value) => (typeof value === 'string' ? value : null))
          : Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN));
    }
    return { rowCount: processes.length, columns };
  }
}

function notAvailable({ processFields: wanted, threadFields }: WatchRequest): Record<string, string> {
  const reasons: Record<string, string> = {
    'machine.clock': 'The current clock is read on Linux only.',
    'machine.disks': linuxOnly,
    'machine.networks': linuxOnly,
    'machine.temperatures': linuxOnly,
    'machine.throttles': linuxOnly,
    'machine.forks': linuxOnly,
    'machine.contextSwitches': linuxOnly,
    'machine.interrupts': linuxOnly,
    'machine.load': 'Windows has no load average.',
  };
  for (const resource of ['cpu', 'memory', 'io'])
    reasons[`machine.pressure.${resource}`] = 'Pressure belongs to Linux.';
  if (process.platform !== 'win32') delete reasons['machine.load'];
  for (const field of wanted) if (cells[field] === undefined) reasons[`process.${field}`] = linuxOnly;
  for (const field of threadFields) reasons[`thread.${field}`] = noThreads;
  return reasons;
}

/** Shares of each CPU since the last pass; waiting for disks and steal are part of idle here. */
function cpuUses(before: ReturnType<typeof readCpus> | null, now: ReturnType<typeof readCpus>): CpuUse[] {
  return now.map(({ times }, id) => {
    const earlier = before?.[id]?.times;
    const part = (name: keyof typeof times) => (earlier === undefined ? NaN : times[name] - earlier[name]);
    const all = part('user') + part('nice') + part('sys') + part('irq') + part('idle');
    const share = (milliseconds: number) => (all > 0 && milliseconds >= 0 ? milliseconds / all : null);
    return {
      id,
      user: share(part('user') + part('nice')),
      system: share(part('sys') + part('irq')),
      idle: share(part('idle')),
      steal: null,
      ioWait: null,
      clock: null,
      throttles: null,
    };
  });
}

function tuple([one = NaN, five = NaN, fifteen = NaN]: readonly number[]): [number, number, number] {
  return [one, five, fifteen];
}
