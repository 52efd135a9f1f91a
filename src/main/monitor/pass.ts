/**
 * One pass over /proc after another: reads the files that the wanted fields need, follows every process by (pid, startTicks) and
 * every thread by (tid, startTicks), and fills the columns of a snapshot. ENOENT and ESRCH mean "ended meanwhile" and are counted,
 * EACCES becomes a reason, anything else is a bug and surfaces.
 */
import { readFileSync } from 'node:fs';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { Snapshot, SnapshotHeader } from '../../shared/monitor/snapshot.ts';
import type { Ratio, Seconds } from '../../shared/units/quantity.ts';
import { longestCommandLine } from '../machine/linux/procfs/cmdline.ts';
import type { LinuxUnits } from '../machine/linux/procfs/auxv.ts';
import { parseProcMount } from '../machine/linux/procfs/mountinfo.ts';
import type { ProcMount } from '../machine/linux/procfs/mountinfo.ts';
import { syscallNames } from '../machine/linux/procfs/syscallNames.ts';
import type { ClockReader } from '../machine/linux/sysfs/clocks.ts';
import type { GroupMemoryReader } from '../machine/linux/cgroup/groupMemory.ts';
import type { HeatReader } from '../machine/linux/sysfs/heat.ts';
import { Absences } from './absences.ts';
import { fillTable, processCells, threadCells } from './cells.ts';
import { CommandLines } from './commandLines.ts';
import { absenceOf, Descriptors } from './descriptors.ts';
import { MemoryShares } from './memoryShares.ts';
import { hiddenWords } from './hiddenProcesses.ts';
import type { Reader } from './hiddenProcesses.ts';
import { MachineReader } from './machineReader.ts';
import type { MachineReading } from './machineReader.ts';
import { ownTreeCpu, processCpuTime } from './ownCost.ts';
import { longestReading } from './passContext.ts';
import type { PassContext } from './passContext.ts';
import type { PassSource } from './passSource.ts';
import type { ProcessEntry } from './processEntry.ts';
import { ProcessTable } from './processTable.ts';
import type { Detail, TableReading } from './processTable.ts';
import type { Moment } from './rate.ts';
import { SlowReads } from './slowReads.ts';
import { Users } from './users.ts';

export interface PassOptions {
  /** The folder of /proc. */
  root: string;
  passwdFile: string;
  units: LinuxUnits;
  clock: ClockReader;
  heat: HeatReader;
  groupMemory: GroupMemoryReader;
  reader: Reader;
  /** Descriptors that may stay open. */
  descriptorLimit: number;
  /** The backend's own process. */
  ownPid: number;
  /** Monotonic time. */
  now: () => Seconds;
}

export class Passes implements PassSource {
  readonly #slowReads = new SlowReads(longestCommandLine + 1);
  readonly #options: PassOptions;
  readonly #root: string;
  readonly #descriptors: Descriptors;
  readonly #machine: MachineReader;
  readonly #users: Users;
  readonly #names = syscallNames(process.arch);
  readonly #mount: ProcMount | null;
  readonly #table: ProcessTable;
  #pass = 0;
  /** When the last pass began, and the tick since boot that it was. */
  #last: { at: Seconds; tick: number } | null = null;
  #collected: Collected | null = null;

  constructor(options: PassOptions) {
    this.#options = options;
    this.#root = options.root.endsWith('/') ? options.root : `${options.root}/`;
    this.#descriptors = new Descriptors(options.descriptorLimit);
    this.#machine = new MachineReader(this.#root, options.clock, options.heat, options.groupMemory);
    this.#users = new Users(options.passwdFile);
    this.#table = new ProcessTable(
      this.#root,
      new CommandLines(this.#root, this.#slowReads),
      new MemoryShares(this.#root, this.#slowReads),
    );
    this.#mount = readProcMount(this.#root);
  }

  /** Reads everything that the request wants. `snapshot` gives what was read. */
  collect(request: WatchRequest, detail: Detail): void {
    const { now } = this.#options;
    const begin = now();
    const interval = this.#last === null ? null : begin - this.#last.at;
    const readsBefore = this.#descriptors.readCount;
    this.#pass += 1;
    this.#descriptors.beginPass();
    const context = this.#context(begin);
    const tick = Math.floor(this.#machine.readUptime(context) * context.ticksPerSecond);
    this.#users.refresh();
    const listed = this.#listProcesses(context);
    const machine = this.#machine.read(context);
    const pids = request.only === null ? listed : listed.filter((pid) => pid === request.only);
    const table = this.#table.read(request, detail, pids, context);
    this.#last = { at: begin, tick };
    this.#collected = {
      request,
      context,
      machine,
      interval,
      uptime: tick / context.ticksPerSecond,
      listedCount: listed.length,
      takenAt: new Date().toISOString(),
      readCount: this.#descriptors.readCount - readsBefore,
      passTime: now() - begin,
      table,
    };
  }

  /** Resolves when what is read beside the passes has been read, or after `patience`. */
  settled(patience: Seconds): Promise<void> {
    return this.#slowReads.settled(patience);
  }

  /** What the last `collect` read, with the command lines that are known by now. */
  snapshot(): Snapshot {
    const collected = this.#collected;
    if (collected === null) throw new Error('No pass has been made.');
    const { request, context, machine } = collected;
    const { pass, ticksPerSecond } = context;
    const cells = {
      pass,
      ticksPerSecond,
      uptime: collected.uptime,
      userName: (uid: number) => this.#users.name(uid),
      processName: (pid: number) => this.#table.byPid.get(pid)?.name.text ?? null,
    };
    const processes = this.#table.rows();
    const threads = this.#table.threadRows(request, pass);
    const { cpus, memory, load, pressure, forks, contextSwitches, interrupts, disks, networks, temperatures } = machine;
    const header: SnapshotHeader = {
      sequence: pass,
      takenAt: collected.takenAt,
      interval: collected.interval,
      machine: {
        cpus,
        memory,
        load,
        pressure,
        uptime: collected.uptime,
        processCount: collected.listedCount,
        threadCount: request.only === null ? processes.reduce((sum, { stat }) => sum + stat.threads, 0) : machine.tasks,
        forks,
        contextSwitches,
        interrupts,
        disks,
        networks,
        temperatures,
        notSeenCpu: request.only === null ? notSeenCpu(machine.taskCpu, processes, pass) : null,
      },
      self: {
        cpuTime: processCpuTime(),
        cpu: ownTreeCpu(this.#table.byPid, this.#options.ownPid, pass),
        residentBytes: process.memoryUsage.rss(),
        readCount: collected.readCount,
        passTime: collected.passTime,
        reduced: collected.table.reduced,
      },
      hidden: {
        permission: collected.table.refused,
        vanished: collected.table.vanished,
        words: hiddenWords(this.#mount, this.#options.reader, collected.table.refused),
      },
      notAvailable: { ...machine.notAvailable, ...context.absences.reasons(request) },
    };
    return {
      ...header,
      processes: fillTable(processCells, request.processFields, processes, cells),
      threads: fillTable(threadCells, request.threadFields, threads, cells),
    };
  }

  close(): void {
    this.#descriptors.closeAll();
    this.#machine.close();
  }

  #context(begin: Seconds): PassContext {
    const { now, units } = this.#options;
    const last = this.#last;
    const pass = this.#pass;
    const moment: Moment = { pass, at: begin, bornAfter: NaN }; // one for all readings: there are thousands
    return {
      ...units,
      root: this.#root,
      descriptors: this.#descriptors,
      absences: new Absences(this.#options.reader.isRoot),
      syscallNames: this.#names,
      pass,
      deadline: begin + longestReading,
      now,
      moment: (startTicks) => {
        moment.at = now();
        // In the tick of the last pass counts as after it: what was there by then has been read by it.
        moment.bornAfter = last !== null && startTicks >= last.tick ? last.at : NaN;
        return moment;
      },
    };
  }

  #listProcesses(context: PassContext): number[] {
    return context.descriptors
      .list(this.#root)
      .map(Number)
      .filter((pid) => Number.isInteger(pid));
  }
}

/** What a pass has read besides the rows. */
interface Collected {
  request: WatchRequest;
  context: PassContext;
  machine: MachineReading;
  interval: Seconds | null;
  uptime: Seconds;
  listedCount: number;
  takenAt: string;
  readCount: number;
  passTime: Seconds;
  table: TableReading;
}

/** CPU time of the machine that no row accounts for. Ticks are coarse, so a little less than nothing is nothing. */
function notSeenCpu(taskCpu: Ratio | null, processes: readonly ProcessEntry[], pass: number): Ratio | null {
  if (taskCpu === null) return null;
  const seen = processes.reduce((sum, process) => sum + process.cpuTime.rateIn(pass), 0);
  return Number.isNaN(seen) ? null : Math.max(0, taskCpu - seen);
}

function readProcMount(root: string): ProcMount | null {
  try {
    return parseProcMount(readFileSync(`${root}self/mountinfo`, 'utf8'), root.slice(0, -1));
  } catch (error) {
    absenceOf(error);
    return null;
  }
}
