/** A few processes for the tests of filters; the last one is hidden from us but for its name. */
import type { ProcessField } from '../../monitor/processFields.ts';
import type { RowReader } from '../compileFilter.ts';

export type TestRow = Partial<Record<ProcessField, number | string>>;

export const rows: readonly TestRow[] = [
  {
    pid: 1,
    name: 'systemd',
    commandLine: '/sbin/init',
    user: 'root',
    cpu: 0,
    threads: 1,
    residentBytes: 12 * 1024 ** 2,
  },
  { pid: 33, name: 'kworker/0:1', commandLine: '', user: 'root', cpu: 0.01, threads: 1, residentBytes: 0 },
  {
    pid: 3377,
    name: 'node',
    commandLine: 'node web/server.js --port 80',
    user: 'www',
    cpu: 0.34,
    threads: 11,
    residentBytes: 300 * 1024 ** 2,
    voluntarySwitches: 5204,
  },
  {
    pid: 48213,
    name: 'ingestd',
    commandLine: '--node=7',
    user: 'ingest',
    cpu: 1.865,
    threads: 12,
    residentBytes: 2.31 * 1024 ** 3,
    writeBytes: 42 * 1024 ** 2,
    runQueueDelay: 0.118,
  },
  { pid: 900, name: 'hidden' },
];

export const reader: RowReader<ProcessField, TestRow> = {
  numberOf: (row, field) => {
    const value = row[field];
    return typeof value === 'number' ? value : NaN;
  },
  textOf: (row, field) => {
    const value = row[field];
    return typeof value === 'string' ? value : null;
  },
};
