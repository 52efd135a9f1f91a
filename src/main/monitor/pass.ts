/**
 * One pass over /proc after another: reads the files that the wanted fields need, follows every process by (pid, startTicks) and
 * every thread by (tid, startTicks), and fills the columns of a snapshot. ENOENT and ESRCH mean "ended meanwhile" and are counted,
 * EACCES becomes a reason, anything else is a bug and surfaces.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { Snapshot, SnapshotHeader } from '../../shared/monitor/snapshot.ts';
import type { Ratio, Seconds } from '../../shared/units/quantity.ts';
import { formatCount } from '../../shared/units/number.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import type { LinuxUnits } from '../machine/linux/procfs/auxv.ts';
import { parseProcMount } from '../machine/linux/procfs/mountinfo.ts';
import type { ProcMount } from '../machine/linux/procfs/mountinfo.ts';
import { syscallNames } from '../machine/linux/procfs/syscallNames.ts';
import type { ClockReader } from '../machine/linux/sysfs/clocks.ts';
import { Absences } from './absences.ts';
import { fillTable, processCells, threadCells } from './cells.ts';
import { CommandLines } from './commandLines.ts';
import { absenceOf, Descriptors } from './descriptors.ts';
import { hiddenWords } from './hiddenProcesses.ts';
import type { Reader } from './hiddenProcesses.ts';
import { MachineReader } from './machineReader.ts';
import type { MachineReading } from './machineReader.ts';
import { ownTreeCpu, processCpuTime } from './ownCost.ts';
import type { PassContext } from './passContext.ts';
import { ProcessEntry } from './processEntry.ts';
import type { Moment } from './rate.ts';
import { cheapPlan, readingPlan } from './readingPlan.ts';
import type { ProcessPlan } from './readingPlan.ts';
import type { ThreadEntry } from './threadEntry.ts';
import { Users } from './users.ts';

export interface PassOptions {
  /** The folder of /proc. */
  root: string;
  passwdFile: string;
  units: LinuxUnits;
  clock: ClockReader;
  reader: Reader;
  /** Descriptors that may stay open. */
  descriptorLimit: number;
  /** The backend's own process. */
  ownPid: number;
  /** Monotonic time. */
  now: () => Seconds;
}

/** How much a pass reads: `visible`: dear files of the rows on the screen alone; `reason` in words, for `self.reduced`. */
export interface Detail {
  dearFiles: 'all' | 'visible';
  reason: string | null;
}

/** After this long, a pass reads no more threads; the next one begins with those that were left out. */
const longestReading: Seconds = 2;

export class Passes {
  readonly commandLines: CommandLines;
  readonly #options: PassOptions;
  readonly #root: string;
  readonly #descriptors: Descriptors;
  readonly #machine: MachineReader;
  readonly #users: Users;
  readonly #names = syscallNames(process.arch);
  readonly #mount: ProcMount | null;
  readonly #processes = new Map<number, ProcessEntry>();
  #pass = 0;
  /** When the last pass began, and the tick since boot that it was. */
  #last: { at: Seconds; tick: number } | null = null;
  /** Where the next pass begins among the processes that are not on the screen. */
  #firstPid = 0;
  #collected: Collected | null = null;

  constructor(options: PassOptions) {
    this.#options = options;
    this.#root = options.root.endsWith('/') ? options.root : `${options.root}/`;
    this.#descriptors = new Descriptors(options.descriptorLimit);
    this.#machine = new MachineReader(this.#root, options.clock);
    this.#users = new Users(options.passwdFile);
    this.commandLines = new CommandLines(this.#root);
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
    const counts = this.#readProcesses(
      request,
      detail,
      request.only === null ? listed : listed.filter((pid) => pid === request.only),
      context,
    );
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
      ...counts,
    };
  }

  /** What the last `collect` read, with the command lines that are known by now. */
  snapshot(): Snapshot {
    const collected = this.#collected;
    if (collected === null) throw new Error('No pass has been made.');
    const { request, context, machine } = collected;
    const { pass, ticksPerSecond } = context;
    const cells = { pass, ticksPerSecond, userName: (uid: number) => this.#users.name(uid) };
    const processes = [...this.#processes.values()].sort((one, other) => one.pid - other.pid);
    const threads = processes
      .filter((process) => process.threadsPass === pass && this.#areRows(process, request))
      .flatMap((process) => [...process.threads.values()]);
    const { cpus, memory, load, pressure, forks, contextSwitches } = machine;
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
        notSeenCpu: request.only === null ? notSeenCpu(machine.taskCpu, processes, pass) : null,
      },
      self: {
        cpuTime: processCpuTime(),
        cpu: ownTreeCpu(this.#processes, this.#options.ownPid, pass),
        residentBytes: process.memoryUsage.rss(),
        readCount: collected.readCount,
        passTime: collected.passTime,
        reduced: collected.reduced,
      },
      hidden: {
        permission: collected.refused,
        vanished: collected.vanished,
        words: hiddenWords(this.#mount, this.#options.reader, collected.refused),
      },
      notAvailable: { ...machine.notAvailable, ...context.absences.reasons(request) },
    };
    return {
      ...header,
      processes: fillTable(processCells, request.processFields, processes, cells),
      threads: fillTable<(typeof request.threadFields)[number], ThreadEntry>(
        threadCells,
        request.threadFields,
        threads,
        cells,
      ),
    };
  }

  close(): void {
    this.#descriptors.closeAll();
    this.#machine.close();
    this.#processes.clear();
  }

  #context(begin: Seconds): PassContext {
    const { now, units } = this.#options;
    const last = this.#last;
    const pass = this.#pass;
    return {
      ...units,
      root: this.#root,
      descriptors: this.#descriptors,
      absences: new Absences(),
      syscallNames: this.#names,
      pass,
      deadline: begin + longestReading,
      now,
      moment: (startTicks): Moment => ({
        pass,
        at: now(),
        // In the tick of the last pass counts as after it: what was there by then has been read by it.
        bornAfter: last !== null && startTicks >= last.tick ? last.at : NaN,
      }),
    };
  }

  #listProcesses(context: PassContext): number[] {
    context.descriptors.readCount += 1;
    return readdirSync(this.#root)
      .map(Number)
      .filter((pid) => Number.isInteger(pid));
  }

  #readProcesses(request: WatchRequest, detail: Detail, pids: readonly number[], context: PassContext) {
    const full = readingPlan(request);
    const cheap = detail.dearFiles === 'all' ? full : cheapPlan(full);
    const first = new Set(request.visible);
    if (request.threadsOf !== 'all') for (const { pid } of request.threadsOf) first.add(pid);
    let vanished = 0;
    let refused = 0;
    let leftOut = 0;
    let nextFirst = 0;
    for (const pid of readingOrder(pids, first, this.#firstPid)) {
      const process = this.#readStat(pid, context);
      if (process === 'denied') refused += 1;
      else if (process === 'gone') vanished += 1;
      else {
        const isFirst = first.has(pid);
        const late = !isFirst && context.now() > context.deadline;
        const plan = isFirst ? full : cheap;
        if (late && leftOut++ === 0) nextFirst = pid;
        if (!this.#readRest(process, late ? null : plan, request, context)) {
          vanished += 1;
          this.#drop(process, context);
        } else if (process.threadsPass === context.pass) vanished += process.vanishedThreads;
      }
    }
    this.#firstPid = nextFirst;
    for (const process of this.#processes.values()) if (process.pass !== context.pass) this.#drop(process, context);
    const late =
      leftOut === 0
        ? null
        : `The threads of ${formatCount(leftOut)} processes were not read: a pass ends after ${formatSeconds(longestReading)}; the next one begins with them.`;
    return { vanished, refused, reduced: [detail.reason, late].filter((words) => words !== null).join(' ') || null };
  }

  /** Finds the process by its number and reads its stat; another process with the same number begins anew. */
  #readStat(pid: number, context: PassContext): ProcessEntry | 'gone' | 'denied' {
    const known = this.#processes.get(pid);
    if (known !== undefined) {
      const outcome = known.readStat(context);
      if (outcome === 'read') return known;
      this.#drop(known, context);
      if (outcome === 'denied') return outcome;
    }
    const process = new ProcessEntry(pid, this.#root);
    const outcome = process.readStat(context);
    if (outcome !== 'read') return outcome;
    this.#processes.set(pid, process);
    return process;
  }

  /** false: it has ended meanwhile. `plan` null: nothing but its stat. */
  #readRest(process: ProcessEntry, plan: ProcessPlan | null, request: WatchRequest, context: PassContext): boolean {
    if (plan === null) return true;
    if (plan.cmdline) this.commandLines.want(process);
    if (!process.readFiles(plan, context)) return false;
    const threads = this.#areRows(process, request) ? plan.rows : plan.sums;
    if (threads !== null) return process.readThreads(threads, context);
    process.closeThreads(context);
    return true;
  }

  #areRows({ pid, stat }: ProcessEntry, { threadsOf }: WatchRequest): boolean {
    if (threadsOf === 'all') return true;
    return threadsOf.some((key) => key.pid === pid && key.startTicks === stat.startTicks);
  }

  #drop(process: ProcessEntry, context: PassContext): void {
    process.close(context);
    this.#processes.delete(process.pid);
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
  vanished: number;
  refused: number;
  reduced: string | null;
}

/** Those on the screen come first, then the others from where the last pass stopped. */
function readingOrder(pids: readonly number[], first: ReadonlySet<number>, from: number): number[] {
  const others = pids.filter((pid) => !first.has(pid));
  const start = Math.max(0, others.indexOf(from));
  return [...pids.filter((pid) => first.has(pid)), ...others.slice(start), ...others.slice(0, start)];
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
