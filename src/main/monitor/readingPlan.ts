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
  /** The list of CPUs in status, which is text and so costs more than its numbers. */
  affinity: boolean;
  wchan: boolean;
  syscall: boolean;
  io: boolean;
}

/** Of one process, besides its stat, which is always read. */
export interface ProcessPlan {
  status: boolean;
  affinity: boolean;
  statm: boolean;
  io: boolean;
  cgroup: boolean;
  cmdline: boolean;
  outOfMemory: boolean;
  memoryShares: boolean;
  descriptors: boolean;
  wchan: boolean;
  syscall: boolean;
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
    affinity: false,
    wchan: false,
    syscall: false,
    io: false,
  };
  return {
    status: process.has('status'),
    affinity: wanted.processFields.includes('affinity'),
    statm: process.has('statm'),
    io: process.has('io'),
    cgroup: process.has('cgroup'),
    cmdline: process.has('cmdline'),
    outOfMemory: process.has('oom_score'),
    memoryShares: process.has('smaps_rollup'),
    descriptors: process.has('fd'),
    wchan: process.has('wchan'),
    syscall: process.has('syscall'),
    sums: sums.stat || sums.schedstat || sums.status ? sums : null,
    rows: {
      stat: true,
      schedstat: sums.schedstat || thread.has('schedstat'),
      status: sums.status || thread.has('status'),
      affinity: wanted.threadFields.includes('affinity'),
      wchan: thread.has('wchan'),
      syscall: thread.has('syscall'),
      io: thread.has('io'),
    },
  };
}

/** What is read of processes that are not on the screen: fields that are declared dear in the tables are left out. */
export function withoutDear(plan: ProcessPlan): ProcessPlan {
  return {
    ...plan,
    memoryShares: false,
    descriptors: false,
    wchan: false,
    syscall: false,
    rows: { ...plan.rows, wchan: false, syscall: false },
  };
}

/** What is still read of them when the budget is short: the rows stay, all that costs more than their stat does not. */
export function cheapPlan(plan: ProcessPlan): ProcessPlan {
  return {
    ...withoutDear(plan),
    io: false,
    cgroup: false,
    outOfMemory: false,
    sums: null,
    rows: { stat: true, schedstat: false, status: false, affinity: false, wchan: false, syscall: false, io: false },
  };
}
