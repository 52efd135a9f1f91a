/**
 * Proportional and unique memory of the processes on the screen, read beside the passes: Linux walks the page tables of a process
 * for it (5 ms for 1 GiB), under a lock that can keep a reader waiting. Never from a kept descriptor: that would be of the
 * memory before an exec.
 */
import { parseSmapsRollup, type SmapsRollup } from '../machine/linux/procfs/smapsRollup.ts';
import { passesUntilRetry } from './absences.ts';
import type { PassContext } from './passContext.ts';
import type { ProcessEntry } from './processEntry.ts';
import type { SlowReads } from './slowReads.ts';

/** A reading that came late is still told this many passes after it was asked for. */
const goodFor = 2;

export class MemoryShares {
  readonly #root: string;
  readonly #reads: SlowReads;

  /** `root`: the folder of /proc with a slash at its end. */
  constructor(root: string, reads: SlowReads) {
    this.#root = root;
    this.#reads = reads;
  }

  /** Has those of one process read, unless a reading of them is under way. */
  want({ pid, stat, memoryShares }: ProcessEntry, { pass, absences }: PassContext): void {
    if (memoryShares.isWaiting || stat.kernelThread || stat.state === 'Z') return;
    if (memoryShares.retry > pass) {
      absences.deny('process', 'smaps_rollup');
      return;
    }
    memoryShares.isWaiting = true;
    this.#reads.read(`${this.#root}${pid}/smaps_rollup`, (reading) => {
      memoryShares.isWaiting = false;
      if (reading === 'denied') {
        memoryShares.retry = pass + passesUntilRetry;
        absences.deny('process', 'smaps_rollup');
      } else if (typeof reading !== 'string' && reading.length > 0) {
        memoryShares.newest = { ...parseSmapsRollup(reading.toString('latin1')), pass };
      }
    });
  }
}

export interface ReadShares {
  newest: (SmapsRollup & { pass: number }) | null;
  isWaiting: boolean;
  /** Not before this pass once it was denied. */
  retry: number;
}

/** One of the three in this pass; NaN where it was not read lately. */
export function memoryShareIn(
  { newest }: ReadShares,
  share: 'proportionalBytes' | 'uniqueBytes' | 'swapBytes',
  pass: number,
): number {
  return newest !== null && newest.pass + goodFor >= pass ? newest[share] : NaN;
}
