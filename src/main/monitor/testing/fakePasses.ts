/** Passes over a FakeProc, with a clock that a test moves. */
import type { WatchRequest } from '../../../shared/monitor/contract.ts';
import { numberAt, textAt } from '../../../shared/monitor/snapshot.ts';
import type { Snapshot } from '../../../shared/monitor/snapshot.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import type { ThreadField } from '../../../shared/monitor/threadFields.ts';
import type { ClockReader } from '../../machine/linux/sysfs/clocks.ts';
import type { HeatReader } from '../../machine/linux/sysfs/heat.ts';
import { Passes } from '../pass.ts';
import type { PassOptions } from '../pass.ts';
import type { Detail } from '../processTable.ts';
import { everything } from './everything.ts';
import type { FakeProc } from './fakeProc.ts';

const noHeat: HeatReader = {
  read: () => ({ temperatures: null, throttles: null, reasons: {} }),
  close: () => undefined,
};
const noClock: ClockReader = { read: () => null, reason: 'no clock in a test', close: () => undefined };
const full: Detail = { dearFiles: 'all', reason: null };

export class FakePasses {
  time = 1000;
  readonly passes: Passes;

  constructor(proc: FakeProc, options: Partial<PassOptions> = {}) {
    this.passes = new Passes({
      root: proc.root,
      passwdFile: `${proc.root}/passwd`,
      units: { ticksPerSecond: 100, pageBytes: 4096 },
      clock: noClock,
      heat: noHeat,
      groupMemory: { read: () => null },
      reader: { isRoot: true, groups: [] },
      descriptorLimit: 1000,
      ownPid: 1,
      now: () => this.time,
      ...options,
    });
  }

  read(request: Partial<WatchRequest> = {}, detail: Detail = full): Snapshot {
    this.passes.collect({ ...everything, ...request }, detail);
    return this.passes.snapshot();
  }
}

/** Value of a field of the process with this number: NaN or null where it has none; undefined where there is no such row. */
export function processCell(snapshot: Snapshot, pid: number, field: ProcessField): number | string | null | undefined {
  const { processes } = snapshot;
  for (let row = 0; row < processes.rowCount; row++) {
    if (numberAt(processes, 'pid', row) !== pid) continue;
    return processes.columns[field] instanceof Float64Array
      ? numberAt(processes, field, row)
      : textAt(processes, field, row);
  }
  return undefined;
}

/** The same of a thread. */
export function threadCell(snapshot: Snapshot, tid: number, field: ThreadField): number | string | null | undefined {
  const { threads } = snapshot;
  for (let row = 0; row < threads.rowCount; row++) {
    if (numberAt(threads, 'tid', row) !== tid) continue;
    return threads.columns[field] instanceof Float64Array ? numberAt(threads, field, row) : textAt(threads, field, row);
  }
  return undefined;
}
