/**
 * Where the number of each column comes from: which figures of Linux, in which files, and how they become the value. Names and
 * numbers of fields are those of the manual pages (proc_pid_stat(5) and its neighbours; Documentation/scheduler/sched-stats.rst).
 */
import { processFieldNames, processFields, type ProcessField } from './processFields.ts';
import { threadFieldNames, threadFields, type ThreadField } from './threadFields.ts';

/** What Linux counts in. */
export type RawUnit = 'ticks' | 'nanoseconds' | 'pages' | 'kibibytes' | 'seconds' | 'one';

export interface RawFigure {
  /** In the folder of the process or the thread; "/uptime" stands in /proc itself. */
  file: 'stat' | 'status' | 'statm' | 'schedstat' | 'io' | 'smaps_rollup' | 'oom_score' | 'fd' | '/uptime';
  /** Number of its field from 1, or the word its line begins with; "entries" counts those of a folder. */
  at: number | string;
  /** Which number of that line, from 1. */
  nth?: number;
  /** As the manual page calls it. */
  name: string;
  unit: RawUnit;
  /** Of every live thread of the process, added up. */
  ofThreads?: true;
  /** Taken away from the others. */
  isMinus?: true;
}

export interface Origin {
  figures: readonly RawFigure[];
  /** A counter's growth a second between two readings; else the figure as it stands. */
  isRate: boolean;
  /** What the value is made of where these files are missing. */
  otherwise?: Origin;
}

const stat = (at: number, name: string): RawFigure => ({ file: 'stat', at, name, unit: 'one' });
const ticks = (at: number, name: string): RawFigure => ({ file: 'stat', at, name, unit: 'ticks' });
const line = (file: RawFigure['file'], at: string, unit: RawUnit = 'one'): RawFigure => ({ file, at, name: at, unit });
const schedstat = (at: number, name: string, unit: RawUnit): RawFigure => ({ file: 'schedstat', at, name, unit });

const now = (...figures: readonly RawFigure[]): Origin => ({ figures, isRate: false });
const rate = (...figures: readonly RawFigure[]): Origin => ({ figures, isRate: true });
const ofThreads = (figure: RawFigure): RawFigure => ({ ...figure, ofThreads: true });
const minus = (figure: RawFigure): RawFigure => ({ ...figure, isMinus: true });

const utime = ticks(14, 'utime');
const stime = ticks(15, 'stime');
const runTime = schedstat(1, 'time on a CPU', 'nanoseconds');
const waitTime = schedstat(2, 'time waiting for a CPU', 'nanoseconds');
const voluntary = line('status', 'voluntary_ctxt_switches');
const involuntary = line('status', 'nonvoluntary_ctxt_switches');

/** The same figures for a process and for a thread, each from its own folder. */
const common = {
  userCpu: rate(utime),
  systemCpu: rate(stime),
  cpuTime: now(utime, stime),
  minorFaults: rate(stat(10, 'minflt')),
  majorFaults: rate(stat(12, 'majflt')),
  readBytes: rate(line('io', 'read_bytes')),
  writeBytes: rate(line('io', 'write_bytes')),
  nice: now(stat(19, 'nice')),
  priority: now(stat(18, 'priority')),
  realTimePriority: now(stat(40, 'rt_priority')),
  lastCpu: now(stat(39, 'processor')),
  startTime: now(ticks(22, 'starttime')),
  startTicks: now(stat(22, 'starttime')),
  age: now({ file: '/uptime', at: 1, name: 'uptime', unit: 'seconds' }, minus(ticks(22, 'starttime'))),
} as const;

/** Fields whose value is a number. */
export type ProcessNumber = {
  [Name in ProcessField]: (typeof processFields)[Name]['unit'] extends 'text' ? never : Name;
}[ProcessField];
export type ThreadNumber = {
  [Name in ThreadField]: (typeof threadFields)[Name]['unit'] extends 'text' ? never : Name;
}[ThreadField];

export const processOrigins: Readonly<Record<ProcessNumber, Origin>> = {
  ...common,
  pid: now(stat(1, 'pid')),
  parentPid: now(stat(4, 'ppid')),
  session: now(stat(6, 'session')),
  threads: now(stat(20, 'num_threads')),
  uid: now({ ...line('status', 'Uid'), nth: 2, name: 'Uid (effective)' }),
  cpu: rate(utime, stime),
  exitedThreadsCpuTime: now(utime, stime, minus(ofThreads(utime)), minus(ofThreads(stime))),
  runQueueDelay: rate(ofThreads(waitTime)),
  voluntarySwitches: rate(ofThreads(voluntary)),
  involuntarySwitches: rate(ofThreads(involuntary)),
  residentBytes: now({ file: 'statm', at: 2, name: 'resident', unit: 'pages' }),
  virtualBytes: now({ file: 'statm', at: 1, name: 'size', unit: 'pages' }),
  swapBytes: now(line('status', 'VmSwap', 'kibibytes')),
  proportionalBytes: now(line('smaps_rollup', 'Pss', 'kibibytes')),
  uniqueBytes: now(
    line('smaps_rollup', 'Private_Clean', 'kibibytes'),
    line('smaps_rollup', 'Private_Dirty', 'kibibytes'),
  ),
  proportionalSwapBytes: now(line('smaps_rollup', 'SwapPss', 'kibibytes')),
  openDescriptors: now({ file: 'fd', at: 'entries', name: 'entries', unit: 'one' }),
  outOfMemoryScore: now({ file: 'oom_score', at: 1, name: 'oom_score', unit: 'one' }),
};

export const threadOrigins: Readonly<Record<ThreadNumber, Origin>> = {
  ...common,
  pid: now(line('status', 'Tgid')),
  tid: now(stat(1, 'pid')),
  cpu: { ...rate(runTime), otherwise: rate(utime, stime) },
  runQueueDelay: rate(waitTime),
  timeslices: rate(schedstat(3, 'timeslices', 'one')),
  voluntarySwitches: rate(voluntary),
  involuntarySwitches: rate(involuntary),
};

export const processNumbers: readonly ProcessNumber[] = processFieldNames.filter(isProcessNumber);
export const threadNumbers: readonly ThreadNumber[] = threadFieldNames.filter(isThreadNumber);

/** Whether a column of the process table shows numbers that have an origin. */
export function isProcessNumber(name: string): name is ProcessNumber {
  return Object.hasOwn(processOrigins, name);
}

/** The same for the tables of threads. */
export function isThreadNumber(name: string): name is ThreadNumber {
  return Object.hasOwn(threadOrigins, name);
}
