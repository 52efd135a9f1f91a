/** One thread as it is followed from pass to pass. */
import { emptyStat, parseStatBytes } from '../machine/linux/procfs/stat.ts';
import { parseSchedstatBytes } from '../machine/linux/procfs/schedstat.ts';
import { parseAffinityBytes, parseSwitchesBytes } from '../machine/linux/procfs/status.ts';
import { parseSyscall } from '../machine/linux/procfs/syscall.ts';
import { parseWchan } from '../machine/linux/procfs/wchan.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { passesUntilRetry } from './absences.ts';
import { denied, gone, KeptFile } from './descriptors.ts';
import { IoFile } from './ioFile.ts';
import { NameMemory } from './nameMemory.ts';
import type { PassContext } from './passContext.ts';
import { Counter } from './rate.ts';
import type { ThreadPlan } from './readingPlan.ts';

const schedstat = { cpuTime: NaN, runQueueDelay: NaN, timeslices: NaN };
const switches = { voluntarySwitches: NaN, involuntarySwitches: NaN };

export class ThreadEntry {
  readonly pid: number;
  readonly tid: number;
  readonly stat = emptyStat();
  readonly name = new NameMemory();
  readonly cpuTicks = new Counter();
  readonly userTime = new Counter();
  readonly systemTime = new Counter();
  readonly preciseCpu = new Counter();
  readonly runQueueDelay = new Counter();
  readonly timeslices = new Counter();
  readonly voluntarySwitches = new Counter();
  readonly involuntarySwitches = new Counter();
  readonly minorFaults = new Counter();
  readonly majorFaults = new Counter();
  readonly io = new IoFile('thread');
  /** CPUs on which it may run, as Linux lists them; null where that was not read in its last pass. */
  affinity: string | null = null;
  waitChannel: string | null = null;
  syscall: string | null = null;
  /** Pass in which it was read last, and in which its stat was. */
  pass = 0;
  #statPass = 0;
  #syscallRetry = 0;
  readonly #statFile: KeptFile;
  #schedstatFile: KeptFile | null = null;
  #statusFile: KeptFile | null = null;
  #wchanFile: KeptFile | null = null;
  #syscallFile: KeptFile | null = null;

  constructor(pid: number, tid: number, taskFolder: string) {
    this.pid = pid;
    this.tid = tid;
    this.#statFile = new KeptFile(`${taskFolder}${tid}/`, 'stat');
  }

  /** CPU in cores: nanoseconds of schedstat where they were read, else ticks. */
  cpuIn(pass: number): number {
    const precise = this.preciseCpu.rateIn(pass);
    return Number.isNaN(precise) ? this.cpuTicks.rateIn(pass) : precise;
  }

  /** CPU time as stat of this pass has it; NaN where that was not read. */
  cpuTimeIn(pass: number): Seconds {
    return this.#statPass === pass ? this.stat.cpuTime : NaN;
  }

  /**
   * Reads what the plan asks. `shared`: switches that the process's own status gave for this thread, its leader.
   * "gone": the thread has ended, or its number belongs to another; "denied": not even stat may be read.
   */
  read(plan: ThreadPlan, shared: typeof switches | null, context: PassContext): 'read' | 'gone' | 'denied' {
    const wantStatus = plan.affinity || (plan.status && shared === null);
    if (plan.stat || !this.#isProven(plan.schedstat, wantStatus)) {
      const outcome = this.#readStat(context);
      if (outcome !== 'read') return outcome;
    }
    if (plan.schedstat && !this.#readSchedstat(context)) return 'gone';
    if (shared !== null && plan.status && !wantStatus) this.#takeSwitches(shared, context);
    this.affinity = null;
    if (wantStatus && !this.#readStatus(plan.affinity, context)) return 'gone';
    this.waitChannel = null;
    this.syscall = null;
    if (plan.wchan && !this.#readWchan(context)) return 'gone';
    if (plan.syscall && !this.#readSyscall(context)) return 'gone';
    if (
      plan.io &&
      !this.io.read(this.#statFile.folder, this.stat.startTicks, context) &&
      !this.#isWithout('io', context)
    )
      return 'gone';
    this.pass = context.pass;
    return 'read';
  }

  close(context: PassContext): void {
    this.io.close(context);
    for (const file of [this.#statFile, this.#schedstatFile, this.#statusFile, this.#wchanFile, this.#syscallFile]) {
      if (file !== null) context.descriptors.release(file);
    }
  }

  /** An open file of an ended thread answers ESRCH, so what it does answer is still about this thread. */
  #isProven(schedstatWanted: boolean, statusWanted: boolean): boolean {
    if (this.#statPass === 0) return false;
    if (schedstatWanted && this.#schedstatFile?.isOpen !== true) return false;
    if (statusWanted && this.#statusFile?.isOpen !== true) return false;
    return schedstatWanted || statusWanted;
  }

  #readStat(context: PassContext): 'read' | 'gone' | 'denied' {
    const { descriptors, ticksPerSecond, pass } = context;
    const length = descriptors.read(this.#statFile);
    if (length < 0) return length === denied ? 'denied' : 'gone';
    const startTicks = this.stat.startTicks;
    parseStatBytes(descriptors.buffer, length, ticksPerSecond, this.stat);
    if (this.#statPass !== 0 && this.stat.startTicks !== startTicks) return 'gone';
    this.name.read(descriptors.buffer, this.stat.nameStart, this.stat.nameEnd);
    const moment = context.moment(this.stat.startTicks);
    this.cpuTicks.read(this.stat.cpuTime, moment);
    this.userTime.read(this.stat.userTime, moment);
    this.systemTime.read(this.stat.systemTime, moment);
    this.minorFaults.read(this.stat.minorFaults, moment);
    this.majorFaults.read(this.stat.majorFaults, moment);
    this.#statPass = pass;
    return 'read';
  }

  #readSchedstat(context: PassContext): boolean {
    const { descriptors, absences } = context;
    if (absences.isMissing('thread', 'schedstat')) return true;
    this.#schedstatFile ??= new KeptFile(this.#statFile.folder, 'schedstat');
    const length = descriptors.read(this.#schedstatFile);
    if (length === gone) return this.#isWithout('schedstat', { descriptors, absences });
    if (length < 0) {
      absences.deny('thread', 'schedstat');
      return true;
    }
    parseSchedstatBytes(descriptors.buffer, length, schedstat);
    const moment = context.moment(this.stat.startTicks);
    this.preciseCpu.read(schedstat.cpuTime, moment);
    this.runQueueDelay.read(schedstat.runQueueDelay, moment);
    this.timeslices.read(schedstat.timeslices, moment);
    return true;
  }

  #readStatus(affinityWanted: boolean, context: PassContext): boolean {
    const { descriptors, absences } = context;
    this.#statusFile ??= new KeptFile(this.#statFile.folder, 'status');
    const length = descriptors.read(this.#statusFile);
    if (length === gone) return false;
    if (length < 0) {
      absences.deny('thread', 'status');
      return true;
    }
    if (affinityWanted) this.affinity = parseAffinityBytes(descriptors.buffer, length);
    parseSwitchesBytes(descriptors.buffer, length, switches);
    this.#takeSwitches(switches, context);
    return true;
  }

  #takeSwitches({ voluntarySwitches, involuntarySwitches }: typeof switches, context: PassContext): void {
    const moment = context.moment(this.stat.startTicks);
    this.voluntarySwitches.read(voluntarySwitches, moment);
    this.involuntarySwitches.read(involuntarySwitches, moment);
  }

  #readWchan({ descriptors, absences }: PassContext): boolean {
    if (absences.isMissing('thread', 'wchan')) return true;
    this.#wchanFile ??= new KeptFile(this.#statFile.folder, 'wchan');
    const length = descriptors.read(this.#wchanFile);
    if (length === gone) return this.#isWithout('wchan', { descriptors, absences });
    if (length >= 0) this.waitChannel = parseWchan(descriptors.buffer.toString('latin1', 0, length));
    // "0" for a thread that sleeps: Linux tells its place only to the same user or root.
    const sleeps = this.stat.state === 'S' || this.stat.state === 'D';
    if (length < 0 || (this.waitChannel === null && sleeps)) absences.deny('thread', 'wchan');
    return true;
  }

  #readSyscall({ descriptors, absences, syscallNames, pass }: PassContext): boolean {
    if (absences.isMissing('thread', 'syscall')) return true;
    if (this.#syscallRetry > pass) {
      absences.deny('thread', 'syscall');
      return true;
    }
    this.#syscallFile ??= new KeptFile(this.#statFile.folder, 'syscall');
    const length = descriptors.read(this.#syscallFile);
    if (length === gone) return this.#isWithout('syscall', { descriptors, absences });
    if (length < 0) {
      absences.deny('thread', 'syscall');
      this.#syscallRetry = pass + passesUntilRetry;
    } else {
      this.syscall = parseSyscall(descriptors.buffer.toString('latin1', 0, length), syscallNames);
    }
    return true;
  }

  /** Distinguishes, for a file that is not there, a Linux that has none from a thread that has ended. */
  #isWithout(
    file: 'schedstat' | 'wchan' | 'syscall' | 'io',
    { descriptors, absences }: Pick<PassContext, 'descriptors' | 'absences'>,
  ): boolean {
    if (descriptors.read(this.#statFile) < 0) return false;
    absences.miss('thread', file);
    return true;
  }
}
