/** What the parts of one pass share. */
import type { LinuxUnits } from '../machine/linux/procfs/auxv.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import type { Absences } from './absences.ts';
import type { Descriptors } from './descriptors.ts';
import type { Moment } from './rate.ts';

export interface PassContext extends LinuxUnits {
  /** The folder of /proc with a slash at its end. */
  root: string;
  descriptors: Descriptors;
  absences: Absences;
  syscallNames: readonly (string | undefined)[];
  pass: number;
  /** The moment of a reading of what began at `startTicks`. */
  moment: (startTicks: number) => Moment;
  /** Monotonic time after which the threads of further processes are left out of this pass. */
  deadline: Seconds;
  now: () => Seconds;
}
