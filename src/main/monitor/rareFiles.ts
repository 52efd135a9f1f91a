/** The files of a process that few columns need: its score when memory runs out, its open descriptors, what its leader waits in. */
import type { Stat } from '../machine/linux/procfs/stat.ts';
import { parseSyscall } from '../machine/linux/procfs/syscall.ts';
import { parseWchan } from '../machine/linux/procfs/wchan.ts';
import { passesUntilRetry } from './absences.ts';
import { absenceOf, denied, gone, KeptFile } from './descriptors.ts';
import type { PassContext } from './passContext.ts';
import type { ProcessPlan } from './readingPlan.ts';

type RarePlan = Pick<ProcessPlan, 'outOfMemory' | 'descriptors' | 'wchan' | 'syscall'>;
type RareFile = 'oom_score' | 'fd' | 'wchan' | 'syscall';

export class RareFiles {
  readonly #folder: string;
  readonly #files = new Map<RareFile, KeptFile>();
  /** File -> pass before which it is not tried again. */
  readonly #retry = new Map<RareFile, number>();
  #outOfMemoryScore = { value: NaN, pass: 0 };
  #descriptors = { value: NaN, pass: 0 };
  #waitChannel: { value: string | null; pass: number } = { value: null, pass: 0 };
  #syscall: { value: string | null; pass: number } = { value: null, pass: 0 };

  /** `folder`: of the process, with a slash at its end. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** NaN where it was not read in this pass; so are the others, or null. */
  outOfMemoryScoreIn(pass: number): number {
    return this.#outOfMemoryScore.pass === pass ? this.#outOfMemoryScore.value : NaN;
  }

  descriptorsIn(pass: number): number {
    return this.#descriptors.pass === pass ? this.#descriptors.value : NaN;
  }

  waitChannelIn(pass: number): string | null {
    return this.#waitChannel.pass === pass ? this.#waitChannel.value : null;
  }

  syscallIn(pass: number): string | null {
    return this.#syscall.pass === pass ? this.#syscall.value : null;
  }

  /** Reads what the plan asks. false: the process has ended meanwhile. */
  read(plan: RarePlan, stat: Stat, context: PassContext): boolean {
    const { pass, syscallNames } = context;
    if (plan.outOfMemory) {
      const text = this.#text('oom_score', context);
      if (text === undefined) return false;
      if (text !== null) this.#outOfMemoryScore = { value: Number(text.trim()), pass };
    }
    if (plan.wchan) {
      const text = this.#text('wchan', context);
      if (text === undefined) return false;
      const value = text === null ? null : parseWchan(text);
      // "0" for one that sleeps: Linux tells its place only to the same user or root.
      if (text !== null && value === null && (stat.state === 'S' || stat.state === 'D')) {
        context.absences.deny('process', 'wchan');
      }
      this.#waitChannel = { value, pass };
    }
    if (plan.syscall) {
      const text = this.#text('syscall', context);
      if (text === undefined) return false;
      this.#syscall = { value: text === null ? null : parseSyscall(text, syscallNames), pass };
    }
    return !plan.descriptors || this.#countDescriptors(context);
  }

  close({ descriptors }: PassContext): void {
    for (const file of this.#files.values()) descriptors.release(file);
  }

  /** null where it may not be read, or this Linux has no such file; undefined where the process has ended. */
  #text(name: RareFile, { descriptors, absences, pass }: PassContext): string | null | undefined {
    if (absences.isMissing('process', name)) return null;
    if (this.#isPutOff(name, pass)) {
      absences.deny('process', name);
      return null;
    }
    let file = this.#files.get(name);
    if (file === undefined) {
      file = new KeptFile(this.#folder, name);
      this.#files.set(name, file);
    }
    const length = descriptors.read(file);
    if (length >= 0) return descriptors.buffer.toString('latin1', 0, length);
    if (length === gone) {
      if (!descriptors.exists(`${this.#folder}stat`)) return undefined;
      absences.miss('process', name);
      return null;
    }
    absences.deny('process', name);
    this.#retry.set(name, pass + passesUntilRetry);
    return null;
  }

  #countDescriptors({ descriptors, absences, pass }: PassContext): boolean {
    if (this.#isPutOff('fd', pass)) {
      absences.deny('process', 'fd');
      return true;
    }
    try {
      this.#descriptors = { value: descriptors.list(`${this.#folder}fd`).length, pass };
    } catch (error) {
      if (absenceOf(error) !== denied) {
        if (!descriptors.exists(`${this.#folder}stat`)) return false;
        absences.miss('process', 'fd');
        return true;
      }
      absences.deny('process', 'fd');
      this.#retry.set('fd', pass + passesUntilRetry);
    }
    return true;
  }

  #isPutOff(name: RareFile, pass: number): boolean {
    return (this.#retry.get(name) ?? 0) > pass;
  }
}
