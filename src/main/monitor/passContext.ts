/** What the parts of one pass share. */
import type { LinuxUnits } from '../machine/linux/procfs/auxv.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import type { Absences } from './absences.ts';
import type { Descriptors } from './descriptors.ts';
import type { Moment } from './rate.ts';

/** After this long, a pass reads no more threads; the next one begins with those that were left out. */
export const longestReading: Seconds = 2;

export interface PassContext extends LinuxUnits {
  /** The folder of /proc with a slash at its end. */
  root: string;
  descriptors: Descriptors;
  absences: Absences;
  syscallNames: readonly (string | undefined)[];
  pass: number;
  /** The moment of a reading, now, of what began at `startTicks`; good until it is asked for the next one. */
  moment: (startTicks: number) => Moment;
  /** Monotonic time after which the threads of further processes are left out of this pass. */
  deadline: Seconds;
  now: () => Seconds;
}
