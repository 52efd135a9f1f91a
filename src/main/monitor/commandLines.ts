/** Command lines are read once a process, beside the passes: reading one can wait long for a lock on the memory of its process. */
import { parseCmdline } from '../machine/linux/procfs/cmdline.ts';
import type { ProcessEntry } from './processEntry.ts';
import type { SlowReads } from './slowReads.ts';

export class CommandLines {
  readonly #root: string;
  readonly #reads: SlowReads;

  /** `root`: the folder of /proc with a slash at its end. */
  constructor(root: string, reads: SlowReads) {
    this.#root = root;
    this.#reads = reads;
  }

  /** Has the command line of a process read where it is not known or may have changed. */
  want(process: ProcessEntry): void {
    if (!process.commandLineIsStale) return;
    process.commandLineIsStale = false;
    // A zombie has none any more: what is known stays. A kernel thread has none at all.
    if (process.stat.kernelThread || process.stat.state === 'Z') {
      process.commandLine ??= null;
      return;
    }
    this.#reads.read(`${this.#root}${process.pid}/cmdline`, (reading) => {
      if (reading === 'later') process.commandLineIsStale = true;
      else if (typeof reading !== 'string') process.commandLine = parseCmdline(reading);
    });
  }
}
