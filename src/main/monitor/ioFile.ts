/** The file io of a process or of a thread as it is followed from pass to pass: what went to and from storage. */
import { parseIo } from '../machine/linux/procfs/io.ts';
import { passesUntilRetry, type Owner } from './absences.ts';
import { gone, KeptFile } from './descriptors.ts';
import type { PassContext } from './passContext.ts';
import { Counter } from './rate.ts';

export class IoFile {
  readonly readBytes = new Counter();
  readonly writeBytes = new Counter();
  readonly #of: Owner;
  #file: KeptFile | null = null;
  /** Pass before which it is not tried again. */
  #retry = 0;

  constructor(of: Owner) {
    this.#of = of;
  }

  /** `folder`: its own, with a slash at its end. false: it is not there, of one that has ended or on a Linux that has none. */
  read(folder: string, startTicks: number, context: PassContext): boolean {
    const { descriptors, absences, pass } = context;
    if (absences.isMissing(this.#of, 'io')) return true;
    if (this.#retry > pass) {
      absences.deny(this.#of, 'io');
      return true;
    }
    this.#file ??= new KeptFile(folder, 'io');
    const length = descriptors.read(this.#file);
    if (length === gone) return false;
    if (length < 0) {
      absences.deny(this.#of, 'io');
      this.#retry = pass + passesUntilRetry;
      return true;
    }
    const { readBytes, writeBytes } = parseIo(descriptors.buffer.toString('latin1', 0, length));
    const moment = context.moment(startTicks);
    this.readBytes.read(readBytes, moment);
    this.writeBytes.read(writeBytes, moment);
    return true;
  }

  close({ descriptors }: PassContext): void {
    if (this.#file !== null) descriptors.release(this.#file);
  }
}
