/**
 * A column, declared once: from it follow the file that is read, the heading, sorting, filter, export and help.
 */
import type { Unit } from '../units/quantity.ts';

/** The files of /proc a field costs. A file that no wanted field needs is not read. */
export type ProcFile =
  | 'stat'
  | 'status'
  | 'statm'
  | 'schedstat'
  | 'io'
  | 'cmdline'
  | 'cgroup'
  | 'wchan'
  | 'syscall'
  | 'smaps_rollup'
  | 'oom_score'
  | 'fd'
  | 'taskSchedstat'
  | 'taskStatus'
  | 'taskStat';

export interface Field {
  /** Name in the heading; `group` is the first line shared with neighbours ("I/O a second"). */
  title: string;
  group?: string;
  /** Second line of the heading, such as "% of core". */
  caption?: string;
  unit: Unit;
  needs: ProcFile;
  help: string;
  /** Set where reading it costs so much that it is read for the rows on the screen alone. */
  isDear?: true;
  /** Set where the values of several rows add up: of a branch, of a group. */
  adds?: true;
  /** Pixels; a column never changes width with its values. */
  width: number;
  /** Sorting starts with the large values (numbers) or the small ones (names). */
  firstOrder: 'ascending' | 'descending';
  /** Shown unless the person chose otherwise. */
  shown: boolean;
}
