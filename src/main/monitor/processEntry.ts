/** One process as it is followed from pass to pass, with its threads where they are read. */
import { parseCgroup } from '../machine/linux/procfs/cgroup.ts';
import type { ProcessCgroup } from '../machine/linux/procfs/cgroup.ts';
import { decodeHostile } from '../machine/linux/procfs/decodeHostile.ts';
import { emptyStat, parseStatBytes } from '../machine/linux/procfs/stat.ts';
import { parseStatmBytes } from '../machine/linux/procfs/statm.ts';
import { parseAffinityBytes, parseStatusBytes } from '../machine/linux/procfs/status.ts';
import type { Status } from '../machine/linux/procfs/status.ts';
import { absenceOf, denied, gone, KeptFile } from './descriptors.ts';
import { IoFile } from './ioFile.ts';
import { NameMemory } from './nameMemory.ts';
import type { ReadShares } from './memoryShares.ts';
import type { PassContext } from './passContext.ts';
import { Counter } from './rate.ts';
import { RareFiles } from './rareFiles.ts';
import type { ProcessPlan, ThreadPlan } from './readingPlan.ts';
import { ThreadEntry } from './threadEntry.ts';

export class ProcessEntry {
  readonly pid: number;
  readonly stat = emptyStat();
  readonly name = new NameMemory();
  readonly cpuTime = new Counter();
  readonly userTime = new Counter();
  readonly systemTime = new Counter();
  readonly minorFaults = new Counter();
  readonly majorFaults = new Counter();
  readonly io = new IoFile('process');
  readonly memory = { virtualBytes: NaN, residentBytes: NaN };
  readonly status: Status = { uid: NaN, voluntarySwitches: NaN, involuntarySwitches: NaN, swapBytes: null };
  /** CPUs on which the leader may run, as Linux lists them; null where that was not read. */
  affinity: string | null = null;
  cgroup: ProcessCgroup | null = null;
  readonly memoryShares: ReadShares = { newest: null, isWaiting: false, retry: 0 };
  /** Files that few columns need. */
  readonly rare: RareFiles;
  /** undefined until it was read. */
  commandLine: string | null | undefined = undefined;
  /** The command line may have changed: it is new, or has another name, as after an exec. */
  commandLineIsStale = true;
  /** Its threads, as far as they are read, by tid. */
  readonly threads = new Map<number, ThreadEntry>();
  /** Pass in which it was read last; in which each of these was. */
  pass = 0;
  statmPass = 0;
  statusPass = 0;
  cgroupPass = 0;
  threadsPass = 0;
  /** Threads that ended between listing and reading, in the last pass. */
  vanishedThreads = 0;
  #bornIn = -1;
  #cgroupText = '';
  readonly #folder: string;
  readonly #statFile: KeptFile;
  #statusFile: KeptFile | null = null;
  #statmFile: KeptFile | null = null;
  #cgroupFile: KeptFile | null = null;

  constructor(pid: number, root: string) {
    this.pid = pid;
    this.#folder = `${root}${pid}/`;
    this.#statFile = new KeptFile(this.#folder, 'stat');
    this.rare = new RareFiles(this.#folder);
  }

  /** "gone": it has ended, or its number belongs to another process; "denied": not even stat may be read. */
  readStat(context: PassContext): 'read' | 'gone' | 'denied' {
    const { descriptors, ticksPerSecond, pass } = context;
    const length = descriptors.read(this.#statFile);
    if (length < 0) return length === denied ? 'denied' : 'gone';
    const { startTicks } = this.stat;
    const isFirst = this.pass === 0;
    parseStatBytes(descriptors.buffer, length, ticksPerSecond, this.stat);
    if (!isFirst && this.stat.startTicks !== startTicks) return 'gone';
    const moment = context.moment(this.stat.startTicks);
    const renamed = this.name.read(descriptors.buffer, this.stat.nameStart, this.stat.nameEnd);
    // A child may have been seen between fork and exec, with its parent's command line: one more look a pass later.
    const wasBorn = !isFirst && this.#bornIn === pass - 1;
    if (isFirst && !Number.isNaN(moment.bornAfter)) this.#bornIn = pass;
    if (renamed || wasBorn) this.commandLineIsStale = true;
    this.cpuTime.read(this.stat.cpuTime, moment);
    this.userTime.read(this.stat.userTime, moment);
    this.systemTime.read(this.stat.systemTime, moment);
    this.minorFaults.read(this.stat.minorFaults, moment);
    this.majorFaults.read(this.stat.majorFaults, moment);
    this.pass = pass;
    return 'read';
  }

  /** Reads what the plan asks besides stat. false: the process has ended meanwhile. */
  readFiles(plan: ProcessPlan, context: PassContext): boolean {
    return (
      (!plan.statm || this.#readStatm(context)) &&
      (!plan.status || this.#readStatus(plan.affinity, context)) &&
      (!plan.io || this.io.read(this.#folder, this.stat.startTicks, context) || this.#isWithout('io', context)) &&
      (!plan.cgroup || this.#readCgroup(context)) &&
      this.rare.read(plan, this.stat, context)
    );
  }

  /** Reads its threads. false: the process has ended meanwhile. */
  readThreads(plan: ThreadPlan, context: PassContext): boolean {
    this.vanishedThreads = 0;
    if (!this.#readKnownThreads(plan, context)) {
      const taskFolder = `${this.#folder}task/`;
      const tids = this.#listThreads(taskFolder, context);
      if (tids === null) return false;
      for (const tid of tids) this.#readThread(tid, taskFolder, plan, context);
    }
    for (const [tid, thread] of this.threads) {
      if (thread.pass === context.pass) continue;
      thread.close(context);
      this.threads.delete(tid);
    }
    this.threadsPass = context.pass;
    return true;
  }

  /** Forgets its threads, which are not read any more. */
  closeThreads(context: PassContext): void {
    for (const thread of this.threads.values()) thread.close(context);
    this.threads.clear();
  }

  close(context: PassContext): void {
    this.closeThreads(context);
    this.rare.close(context);
    this.io.close(context);
    for (const file of [this.#statFile, this.#statusFile, this.#statmFile, this.#cgroupFile]) {
      if (file !== null) context.descriptors.release(file);
    }
  }

  /**
   * Reads the threads of the last pass. true: they are all there are, since each still lives and stat counts as many; the folder, which
   * costs as much as several threads, need not be listed. Those that have ended are forgotten.
   */
  #readKnownThreads(plan: ThreadPlan, context: PassContext): boolean {
    if (this.threads.size !== this.stat.threads) return false;
    for (const [tid, thread] of this.threads) {
      const outcome = thread.read(plan, this.#leaderSwitches(tid, context), context);
      if (outcome === 'read') continue;
      thread.close(context);
      this.threads.delete(tid);
      return false;
    }
    return true;
  }

  /** What the process's own status has told of its leader already. */
  #leaderSwitches(tid: number, { pass }: PassContext): Status | null {
    return tid === this.pid && this.statusPass === pass ? this.status : null;
  }

  #listThreads(taskFolder: string, { descriptors }: PassContext): number[] | null {
    // The leader stays listed until the last thread has ended, so a single thread is the leader.
    if (this.stat.threads === 1) return [this.pid];
    try {
      return descriptors.list(taskFolder).map(Number);
    } catch (error) {
      absenceOf(error);
      return null;
    }
  }

  #readThread(tid: number, taskFolder: string, plan: ThreadPlan, context: PassContext): void {
    let thread = this.threads.get(tid);
    if (thread?.pass === context.pass) return;
    const leaderSwitches = this.#leaderSwitches(tid, context);
    let outcome = thread?.read(plan, leaderSwitches, context) ?? 'gone';
    if (outcome === 'gone') {
      // It was listed a moment ago: another thread with the same number, unless it has ended since.
      if (thread !== undefined) thread.close(context);
      thread = new ThreadEntry(this.pid, tid, taskFolder);
      this.threads.set(tid, thread);
      outcome = thread.read(plan, leaderSwitches, context);
    }
    if (outcome === 'gone') this.vanishedThreads += 1;
    if (outcome === 'denied') context.absences.deny('thread', 'stat');
  }

  #readStatm({ descriptors, pageBytes, absences, pass }: PassContext): boolean {
    this.#statmFile ??= new KeptFile(this.#folder, 'statm');
    const length = descriptors.read(this.#statmFile);
    if (length === gone) return false;
    if (length < 0) {
      absences.deny('process', 'statm');
      return true;
    }
    parseStatmBytes(descriptors.buffer, length, pageBytes, this.memory);
    this.statmPass = pass;
    return true;
  }

  #readStatus(affinityWanted: boolean, { descriptors, absences, pass }: PassContext): boolean {
    this.#statusFile ??= new KeptFile(this.#folder, 'status');
    const length = descriptors.read(this.#statusFile);
    if (length === gone) return false;
    if (length < 0) {
      absences.deny('process', 'status');
      return true;
    }
    parseStatusBytes(descriptors.buffer, length, this.status);
    this.affinity = affinityWanted ? parseAffinityBytes(descriptors.buffer, length) : null;
    this.statusPass = pass;
    return true;
  }

  #readCgroup(context: PassContext): boolean {
    const { descriptors, absences, pass } = context;
    if (absences.isMissing('process', 'cgroup')) return true;
    this.#cgroupFile ??= new KeptFile(this.#folder, 'cgroup');
    const length = descriptors.read(this.#cgroupFile);
    if (length === gone) return this.#isWithout('cgroup', context);
    if (length < 0) {
      absences.deny('process', 'cgroup');
      return true;
    }
    const text = decodeHostile(descriptors.buffer.subarray(0, length));
    if (text !== this.#cgroupText) {
      this.cgroup = parseCgroup(text);
      this.#cgroupText = text;
    }
    this.cgroupPass = pass;
    return true;
  }

  /** Distinguishes, for a file that is not there, a Linux that has none from a process that has ended. */
  #isWithout(file: 'io' | 'cgroup', { descriptors, absences }: PassContext): boolean {
    if (descriptors.read(this.#statFile) < 0) return false;
    absences.miss('process', file);
    return true;
  }
}
