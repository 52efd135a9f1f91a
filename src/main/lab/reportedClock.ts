/**
 * The clock that the machine reports of the CPUs on which a run's threads are, read now and then while they run. Read here
 * and not by the runner, which should do nothing but measure.
 */
import { median } from '../../shared/statistics/quantile.ts';
import type { Hertz, Seconds } from '../../shared/units/quantity.ts';
import { createClockReader, type ClockReader } from '../machine/linux/sysfs/clocks.ts';
import { readProcess } from './processIdentity.ts';

/** The metric of whichever experiment asks for it. */
export const reportedClockMetric = 'reportedClock';

/** Between two readings: they take some of the machine's time. */
const period: Seconds = 0.2;

export class ReportedClock {
  private readonly reader: ClockReader;
  private readings: Hertz[] = [];
  private readAt: Seconds = -Infinity;

  constructor(reader = createClockReader()) {
    this.reader = reader;
  }

  /** `now`: monotonic seconds; too soon after the last reading nothing is read. */
  look(tids: readonly number[], now: Seconds): void {
    if (now - this.readAt < period) return;
    this.readAt = now;
    const clocks = this.reader.read();
    // A thread's number is looked up as a process's: Linux answers of that thread.
    const cpus = new Set(tids.flatMap((tid) => readProcess(tid)?.lastCpu ?? []));
    for (const cpu of cpus) {
      const clock = clocks?.get(cpu);
      if (clock !== undefined) this.readings.push(clock);
    }
  }

  /** The median since it was last taken; null without a reading. */
  take(): Hertz | null {
    const clock = median(this.readings);
    this.readings = [];
    this.readAt = -Infinity;
    return Number.isFinite(clock) ? clock : null;
  }

  /** Why there is none, in words; null where there is. */
  get reason(): string | null {
    return this.reader.reason;
  }

  close(): void {
    this.reader.close();
  }
}
