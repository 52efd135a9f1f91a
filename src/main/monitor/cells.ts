/** From a followed process or thread to the value of each of its fields. A number that was not read in this pass is NaN, a text null. */
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import type { NumberColumn, Table } from '../../shared/monitor/snapshot.ts';
import type { ThreadField } from '../../shared/monitor/threadFields.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { schedulingPolicyName } from '../machine/linux/procfs/schedulingPolicy.ts';
import { unitOf } from '../machine/linux/procfs/cgroup.ts';
import { terminalName } from '../machine/linux/procfs/session.ts';
import { memoryShareIn } from './memoryShares.ts';
import type { ProcessEntry } from './processEntry.ts';
import type { Counter } from './rate.ts';
import type { ThreadEntry } from './threadEntry.ts';

/** What a cell needs to know besides its row. */
export interface CellContext {
  pass: number;
  ticksPerSecond: number;
  uptime: Seconds;
  userName: (uid: number) => string;
  /** null for a process that is not followed. */
  processName: (pid: number) => string | null;
}

interface NumberCell<Row> {
  number: (row: Row, context: CellContext) => number;
}
type Cell<Row> = NumberCell<Row> | { text: (row: Row, context: CellContext) => string | null };

export const processCells: Readonly<Record<ProcessField, Cell<ProcessEntry>>> = {
  name: { text: (process) => process.name.text },
  commandLine: { text: (process) => process.commandLine ?? null },
  pid: { number: (process) => process.pid },
  parentPid: { number: (process) => process.stat.parentPid },
  user: { text: (process, { pass, userName }) => (process.statusPass === pass ? userName(process.status.uid) : null) },
  uid: { number: (process, { pass }) => (process.statusPass === pass ? process.status.uid : NaN) },
  cpu: { number: (process, { pass }) => process.cpuTime.rateIn(pass) },
  userCpu: { number: (process, { pass }) => process.userTime.rateIn(pass) },
  systemCpu: { number: (process, { pass }) => process.systemTime.rateIn(pass) },
  cpuTime: { number: (process) => process.stat.cpuTime },
  exitedThreadsCpuTime: { number: exitedThreadsCpuTime },
  threads: { number: (process) => process.stat.threads },
  runQueueDelay: { number: sumOfThreads((thread) => thread.runQueueDelay) },
  voluntarySwitches: { number: sumOfThreads((thread) => thread.voluntarySwitches) },
  involuntarySwitches: { number: sumOfThreads((thread) => thread.involuntarySwitches) },
  residentBytes: { number: (process, { pass }) => (process.statmPass === pass ? process.memory.residentBytes : NaN) },
  virtualBytes: { number: (process, { pass }) => (process.statmPass === pass ? process.memory.virtualBytes : NaN) },
  swapBytes: { number: swapBytes },
  proportionalBytes: { number: memoryShare('proportionalBytes') },
  uniqueBytes: { number: memoryShare('uniqueBytes') },
  proportionalSwapBytes: { number: memoryShare('swapBytes') },
  openDescriptors: { number: (process, { pass }) => process.rare.descriptorsIn(pass) },
  outOfMemoryScore: { number: (process, { pass }) => process.rare.outOfMemoryScoreIn(pass) },
  readBytes: { number: (process, { pass }) => process.io.readBytes.rateIn(pass) },
  writeBytes: { number: (process, { pass }) => process.io.writeBytes.rateIn(pass) },
  minorFaults: { number: (process, { pass }) => process.minorFaults.rateIn(pass) },
  majorFaults: { number: (process, { pass }) => process.majorFaults.rateIn(pass) },
  nice: { number: (process) => process.stat.nice },
  priority: { number: (process) => process.stat.priority },
  realTimePriority: { number: (process) => process.stat.realTimePriority },
  policy: { text: (process) => schedulingPolicyName(process.stat.policy) },
  affinity: { text: (process, { pass }) => (process.statusPass === pass ? process.affinity : null) },
  lastCpu: { number: (process) => process.stat.lastCpu },
  startTime: { number: (process, { ticksPerSecond }) => process.stat.startTicks / ticksPerSecond },
  age: { number: ageOf },
  startTicks: { number: (process) => process.stat.startTicks },
  cgroup: { text: (process, { pass }) => (process.cgroupPass === pass ? (process.cgroup?.path ?? null) : null) },
  container: {
    text: (process, { pass }) => (process.cgroupPass === pass ? (process.cgroup?.container ?? null) : null),
  },
  unit: {
    text: (process, { pass }) =>
      process.cgroupPass === pass && process.cgroup !== null ? unitOf(process.cgroup.path) : null,
  },
  session: { number: (process) => process.stat.session },
  terminal: { text: (process) => terminalName(process.stat.terminalDevice) },
  waitChannel: { text: (process, { pass }) => process.rare.waitChannelIn(pass) },
  syscall: { text: (process, { pass }) => process.rare.syscallIn(pass) },
  state: { text: (process) => process.stat.state },
};

export const threadCells: Readonly<Record<ThreadField, Cell<ThreadEntry>>> = {
  name: { text: (thread) => thread.name.text },
  processName: { text: (thread, { processName }) => processName(thread.pid) },
  pid: { number: (thread) => thread.pid },
  tid: { number: (thread) => thread.tid },
  cpu: { number: (thread, { pass }) => thread.cpuIn(pass) },
  userCpu: { number: (thread, { pass }) => thread.userTime.rateIn(pass) },
  systemCpu: { number: (thread, { pass }) => thread.systemTime.rateIn(pass) },
  cpuTime: { number: (thread, { pass }) => thread.cpuTimeIn(pass) },
  runQueueDelay: { number: (thread, { pass }) => thread.runQueueDelay.rateIn(pass) },
  timeslices: { number: (thread, { pass }) => thread.timeslices.rateIn(pass) },
  voluntarySwitches: { number: (thread, { pass }) => thread.voluntarySwitches.rateIn(pass) },
  involuntarySwitches: { number: (thread, { pass }) => thread.involuntarySwitches.rateIn(pass) },
  minorFaults: { number: (thread, { pass }) => thread.minorFaults.rateIn(pass) },
  majorFaults: { number: (thread, { pass }) => thread.majorFaults.rateIn(pass) },
  readBytes: { number: (thread, { pass }) => thread.io.readBytes.rateIn(pass) },
  writeBytes: { number: (thread, { pass }) => thread.io.writeBytes.rateIn(pass) },
  nice: { number: (thread) => thread.stat.nice },
  priority: { number: (thread) => thread.stat.priority },
  realTimePriority: { number: (thread) => thread.stat.realTimePriority },
  policy: { text: (thread) => schedulingPolicyName(thread.stat.policy) },
  affinity: { text: (thread) => thread.affinity },
  lastCpu: { number: (thread) => thread.stat.lastCpu },
  startTime: { number: (thread, { ticksPerSecond }) => thread.stat.startTicks / ticksPerSecond },
  age: { number: ageOf },
  startTicks: { number: (thread) => thread.stat.startTicks },
  state: { text: (thread) => thread.stat.state },
  waitChannel: { text: (thread) => thread.waitChannel },
  syscall: { text: (thread) => thread.syscall },
};

/** A table of the wanted fields, a row for each of `rows`. */
export function fillTable<FieldName extends string, Row>(
  cells: Readonly<Record<FieldName, Cell<Row>>>,
  fields: readonly FieldName[],
  rows: readonly Row[],
  context: CellContext,
): Table<FieldName> {
  const columns: Table<FieldName>['columns'] = {};
  for (const field of fields) {
    const cell = cells[field];
    columns[field] = 'number' in cell ? numberColumn(cell, rows, context) : rows.map((row) => cell.text(row, context));
  }
  return { rowCount: rows.length, columns };
}

/** A loop of its own: Float64Array.from with a function takes several times as long. */
function numberColumn<Row>(cell: NumberCell<Row>, rows: readonly Row[], context: CellContext): NumberColumn {
  const column = new Float64Array(rows.length);
  rows.forEach((row, at) => (column[at] = cell.number(row, context)));
  return column;
}

function swapBytes(process: ProcessEntry, { pass }: CellContext): number {
  return process.statusPass === pass && process.status.swapBytes !== null ? process.status.swapBytes : NaN;
}

function memoryShare(share: Parameters<typeof memoryShareIn>[1]) {
  return (process: ProcessEntry, { pass }: CellContext): number => memoryShareIn(process.memoryShares, share, pass);
}

/** Start and uptime are both in whole ticks, so that what began a moment ago is 0 s old and never less. */
function ageOf({ stat }: ProcessEntry | ThreadEntry, { uptime, ticksPerSecond }: CellContext): Seconds {
  return Math.max(0, uptime - stat.startTicks / ticksPerSecond);
}

/** NaN unless every live thread has a rate: a sum that leaves one out would be told as the whole. */
function sumOfThreads(counter: (thread: ThreadEntry) => Counter) {
  return (process: ProcessEntry, { pass }: CellContext): number => {
    if (process.threadsPass !== pass || process.threads.size === 0) return NaN;
    let sum = 0;
    for (const thread of process.threads.values()) sum += counter(thread).rateIn(pass);
    return sum;
  };
}

/**
 * Process total minus live threads, in whole ticks. Linux rounds each thread's user and system time down to ticks, so a part
 * of up to two ticks a thread is of this rounding. Threads run on while they are read after their process: never below 0.
 */
function exitedThreadsCpuTime(process: ProcessEntry, { pass, ticksPerSecond }: CellContext): Seconds {
  if (process.threadsPass !== pass || process.threads.size === 0) return NaN;
  let live = 0;
  for (const thread of process.threads.values()) live += thread.cpuTimeIn(pass);
  const ticks = Math.round((process.stat.cpuTime - live) * ticksPerSecond);
  return Math.max(0, ticks / ticksPerSecond);
}
