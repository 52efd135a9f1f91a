/** From the wanted fields to the files that are read for a process and for each of its threads. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { ProcFile } from '../../shared/monitor/field.ts';
import { processFields } from '../../shared/monitor/processFields.ts';
import { threadFields } from '../../shared/monitor/threadFields.ts';

/** Of one thread. stat is not listed: it is read whenever the identity is not proven by a descriptor that stayed open. */
export interface ThreadPlan {
  stat: boolean;
  schedstat: boolean;
  status: boolean;
  wchan: boolean;
  syscall: boolean;
}

/** Of one process, besides its stat, which is always read. */
export interface ProcessPlan {
  status: boolean;
  statm: boolean;
  io: boolean;
  cgroup: boolean;
  cmdline: boolean;
  /** What its threads are read for, where only sums over them are wanted; null: they are not read. */
  sums: ThreadPlan | null;
  /** What its threads are read for where they are rows. */
  rows: ThreadPlan;
}

type Wanted = Pick<WatchRequest, 'processFields' | 'threadFields'>;

/** What the fields need. */
export function readingPlan(wanted: Wanted): ProcessPlan {
  const process = new Set<ProcFile>(wanted.processFields.map((field) => processFields[field].needs));
  const thread = new Set<ProcFile>(wanted.threadFields.map((field) => threadFields[field].needs));
  const sums: ThreadPlan = {
    stat: process.has('taskStat'),
    schedstat: process.has('taskSchedstat'),
    status: process.has('taskStatus'),
    wchan: false,
    syscall: false,
  };
  return {
    status: process.has('status'),
    statm: process.has('statm'),
    io: process.has('io'),
    cgroup: process.has('cgroup'),
    cmdline: process.has('cmdline'),
    sums: sums.stat || sums.schedstat || sums.status ? sums : null,
    rows: {
      stat: true,
      schedstat: sums.schedstat || thread.has('schedstat'),
      status: sums.status || thread.has('status'),
      wchan: thread.has('wchan'),
      syscall: thread.has('syscall'),
    },
  };
}

/** What is still read, when the budget is short, of processes that are not on the screen: the rows stay, dear columns do not. */
export function cheapPlan(plan: ProcessPlan): ProcessPlan {
  return {
    ...plan,
    io: false,
    cgroup: false,
    sums: null,
    rows: { stat: true, schedstat: false, status: false, wchan: false, syscall: false },
  };
}
