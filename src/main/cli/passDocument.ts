/** A pass as the JSON document of `ps --json`: rows with names, and null where a column has no value. */
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import type { Snapshot, Table } from '../../shared/monitor/snapshot.ts';
import type { ThreadField } from '../../shared/monitor/threadFields.ts';

/** What a row has. Programs read it, so a new column of the window is not in it by itself. */
export const documentedProcess = [
  'pid',
  'parentPid',
  'startTicks',
  'startTime',
  'name',
  'commandLine',
  'user',
  'uid',
  'state',
  'cpu',
  'userCpu',
  'systemCpu',
  'cpuTime',
  'exitedThreadsCpuTime',
  'residentBytes',
  'virtualBytes',
  'swapBytes',
  'threads',
  'nice',
  'policy',
  'lastCpu',
  'voluntarySwitches',
  'involuntarySwitches',
  'runQueueDelay',
  'readBytes',
  'writeBytes',
  'minorFaults',
  'majorFaults',
  'cgroup',
  'container',
] as const satisfies readonly ProcessField[];

export const documentedThread = [
  'pid',
  'tid',
  'startTicks',
  'startTime',
  'name',
  'state',
  'cpu',
  'userCpu',
  'systemCpu',
  'cpuTime',
  'nice',
  'policy',
  'lastCpu',
  'voluntarySwitches',
  'involuntarySwitches',
  'runQueueDelay',
  'waitChannel',
  'syscall',
] as const satisfies readonly ThreadField[];

export type Row = Record<string, string | number | null>;

export function passDocument(pass: Snapshot, threads: boolean) {
  const { cpuTime, cpu, readCount, residentBytes, passTime, reduced } = pass.self;
  return {
    takenAt: pass.takenAt,
    interval: pass.interval,
    machine: pass.machine,
    self: { cpuTime, cpu, readCount, residentBytes, passTime, reduced },
    hidden: { permission: pass.hidden.permission, vanished: pass.hidden.vanished },
    notAvailable: pass.notAvailable,
    processes: rowsOf(pass.processes, documentedProcess),
    ...(threads ? { threads: rowsOf(pass.threads, documentedThread) } : {}),
  };
}

/** One object a row; NaN, which a column of numbers has for "not available", becomes null. */
export function rowsOf<Name extends string>(table: Table<Name>, names: readonly Name[]): Row[] {
  return Array.from({ length: table.rowCount }, (_, index) =>
    Object.fromEntries(names.map((name) => [name, valueAt(table, name, index)])),
  );
}

function valueAt<Name extends string>(table: Table<Name>, name: Name, index: number): string | number | null {
  const value = table.columns[name]?.[index];
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}
