/**
 * One pass over the machine as the window gets it: columns, not rows, in one buffer that crosses the connection as it is.
 * A number that is not available is NaN in a column and null in JSON; a text that is not available is null.
 */
import type { Bytes, Celsius, Hertz, PerSecond, Ratio, Seconds } from '../units/quantity.ts';
import type { ProcessField } from './processFields.ts';
import type { ThreadField } from './threadFields.ts';

/** Shares of one CPU over the interval; they add up to 1. null on the first pass or when a counter ran backwards. */
export interface CpuUse {
  id: number;
  user: Ratio | null;
  system: Ratio | null;
  steal: Ratio | null;
  ioWait: Ratio | null;
  idle: Ratio | null;
  clock: Hertz | null;
  /** How often its core or package was slowed down by heat; `now` in the interval, null on the first pass. null where it is not counted. */
  throttles: { sinceBoot: number; now: number | null } | null;
}

/** One sensor at a processor, by the name of its driver; `limit`: what is critical, null where the driver does not say. */
export interface Temperature {
  sensor: string;
  celsius: Celsius;
  limit: Celsius | null;
}

/** Pressure stall information: share of the last 10 s in which some (or all) tasks waited (Documentation/accounting/psi.rst). */
export interface Pressure {
  some10: Ratio;
  full10: Ratio | null;
}

/** One whole disk. Rates are null on its first reading or when a counter ran backwards. */
export interface DiskUse {
  name: string;
  readBytes: PerSecond | null;
  writeBytes: PerSecond | null;
  /** Share of the time in which at least one request was under way. */
  busy: Ratio | null;
}

/** One network interface that is no layer over others, as a disk is. */
export interface NetworkUse {
  name: string;
  receivedBytes: PerSecond | null;
  sentBytes: PerSecond | null;
}

export interface Vitals {
  cpus: CpuUse[];
  memory: {
    total: Bytes;
    available: Bytes;
    free: Bytes;
    cached: Bytes;
    swapTotal: Bytes;
    swapFree: Bytes;
    /** The control group that leaves the backend less than the machine has, as in a container; null where none does. */
    group: { limit: Bytes; used: Bytes } | null;
  };
  /** Of 1, 5 and 15 minutes; null where the system has none. */
  load: [number, number, number] | null;
  pressure: { cpu: Pressure | null; memory: Pressure | null; io: Pressure | null };
  uptime: Seconds;
  processCount: number;
  /** null where the system does not tell threads. */
  threadCount: number | null;
  forks: PerSecond | null;
  contextSwitches: PerSecond | null;
  interrupts: PerSecond | null;
  /** null where Linux does not tell them. */
  disks: DiskUse[] | null;
  networks: NetworkUse[] | null;
  /** null where Linux shows no sensor. */
  temperatures: Temperature[] | null;
  /** CPU time of the machine that no row accounts for (short-lived or hidden), in cores. */
  notSeenCpu: Ratio | null;
}

/** What reading costs: this backend's own use, measured like any other process. */
export interface SelfCost {
  /** CPU time of the backend process since its start. */
  cpuTime: Seconds;
  /** CPU use of the backend and of its children over the interval, in cores; null on the first pass. */
  cpu: Ratio | null;
  residentBytes: Bytes;
  /** Files of /proc read in this pass. */
  readCount: number;
  /** Wall time of this pass. */
  passTime: Seconds;
  /** Why the sampler reads less than asked, in words; null when it reads all. */
  reduced: string | null;
}

export interface SnapshotHeader {
  sequence: number;
  /** ISO 8601. */
  takenAt: string;
  /** Monotonic time since the last pass; null on the first. */
  interval: Seconds | null;
  machine: Vitals;
  self: SelfCost;
  hidden: { permission: number; vanished: number; words: string | null };
  /** Field -> reason, for fields that some or all rows lack ("machine.clock", "process.readBytes", "thread.syscall"). */
  notAvailable: Record<string, string>;
}

export type NumberColumn = Float64Array;
export type TextColumn = readonly (string | null)[];

export interface Table<FieldName extends string> {
  rowCount: number;
  columns: Partial<Record<FieldName, NumberColumn | TextColumn>>;
}

export interface Snapshot extends SnapshotHeader {
  processes: Table<ProcessField>;
  threads: Table<ThreadField>;
}

/** The number of one cell; NaN where the column is not there, holds text, or the value is not available. */
export function numberAt<FieldName extends string>(table: Table<FieldName>, field: FieldName, row: number): number {
  const column = table.columns[field];
  return column instanceof Float64Array ? (column[row] ?? NaN) : NaN;
}

/** The text of one cell; null where the column is not there, holds numbers, or the value is not available. */
export function textAt<FieldName extends string>(
  table: Table<FieldName>,
  field: FieldName,
  row: number,
): string | null {
  const column = table.columns[field];
  return column === undefined || column instanceof Float64Array ? null : (column[row] ?? null);
}
