/** Snapshots for tests: as small as a test needs, of the same form as the sampler's. */
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import type { Snapshot, Table } from '../../../shared/monitor/snapshot.ts';
import type { ThreadField } from '../../../shared/monitor/threadFields.ts';

/** Rows as objects -> columns. A number that is absent is NaN, a text null. */
export function tableOf<FieldName extends string>(
  rows: readonly Partial<Record<FieldName, number | string | null>>[],
): Table<FieldName> {
  const fields = new Set(rows.flatMap((row) => Object.keys(row) as FieldName[]));
  const columns: Table<FieldName>['columns'] = {};
  for (const field of fields) {
    const values = rows.map((row) => row[field] ?? null);
    columns[field] = values.some((value) => typeof value === 'string')
      ? values.map((value) => (value === null ? null : String(value)))
      : Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN));
  }
  return { rowCount: rows.length, columns };
}

export type ProcessValues = Partial<Record<ProcessField, number | string | null>>;
export type ThreadValues = Partial<Record<ThreadField, number | string | null>>;

/** A snapshot of two CPUs with the given rows; `changes` replaces parts of its header. */
export function snapshotOf(
  processes: readonly ProcessValues[],
  threads: readonly ThreadValues[] = [],
  changes: Partial<Snapshot> = {},
): Snapshot {
  return {
    sequence: 1,
    takenAt: '2026-10-02T14:32:08.000Z',
    interval: 1,
    machine: {
      cpus: [
        { id: 0, user: 0.5, system: 0.1, steal: 0.02, ioWait: 0, idle: 0.38, clock: 3.4e9, throttles: null },
        { id: 1, user: 0.2, system: 0.1, steal: 0, ioWait: 0, idle: 0.7, clock: 3.4e9, throttles: null },
      ],
      memory: {
        total: 8 * 2 ** 30,
        available: 5 * 2 ** 30,
        free: 2 * 2 ** 30,
        cached: 3 * 2 ** 30,
        swapTotal: 0,
        swapFree: 0,
        group: null,
      },
      load: [1.2, 0.9, 0.7],
      pressure: { cpu: { some10: 0.031, full10: null }, memory: { some10: 0, full10: 0 }, io: null },
      uptime: 1000,
      processCount: processes.length,
      threadCount: threads.length,
      forks: 3,
      contextSwitches: 1200,
      interrupts: 900,
      disks: [{ name: 'sda', readBytes: 4e6, writeBytes: 1e6, busy: 0.2 }],
      networks: [{ name: 'eth0', receivedBytes: 2e5, sentBytes: 3e4 }],
      temperatures: [{ sensor: 'k10temp, Tctl', celsius: 61.25, limit: null }],
      notSeenCpu: 0.11,
    },
    self: { cpuTime: 3, cpu: 0.013, residentBytes: 148 * 2 ** 20, readCount: 120, passTime: 0.0118, reduced: null },
    hidden: { permission: 0, vanished: 0, words: null },
    notAvailable: {},
    processes: tableOf(processes),
    threads: tableOf(threads),
    ...changes,
  };
}
