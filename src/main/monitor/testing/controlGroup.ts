/** A control group of version 2 that a test makes for processes of its own (Documentation/admin-guide/cgroup-v2.rst). */
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { parseCgroupMounts } from '../../machine/linux/cgroup/membership.ts';
import { isAbsence } from '../../machine/linux/sysfs/readText.ts';

export interface ControlGroup {
  /** CPU time that its processes have used since it was made (cpu.stat, which needs no controller). */
  cpuTime(): Seconds;
  /** Removes it. Its processes must have ended. */
  remove(): void;
}

/** A new group with these processes in it; in words why there can be none here: no version 2 is mounted, or its folder is not ours. */
export function createControlGroup(pids: readonly number[]): ControlGroup | string {
  const mounts = parseCgroupMounts(readFileSync('/proc/self/mountinfo', 'utf8'));
  const mount = mounts.find(({ version }) => version === 2);
  if (mount === undefined) return 'no control groups of version 2 are mounted';
  const folder = join(mount.mountPoint, `threadlab-test-${process.pid}`);
  let isMade = false;
  try {
    mkdirSync(folder);
    isMade = true;
    for (const pid of pids) writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  } catch (error) {
    if (isMade) rmdirSync(folder);
    if (!isAbsence(error) && !isReadOnly(error)) throw error;
    return `no control group can be made in ${mount.mountPoint}: ${String(error)}`;
  }
  return {
    cpuTime() {
      const microseconds = /^usage_usec (\d+)$/m.exec(readFileSync(join(folder, 'cpu.stat'), 'utf8'))?.[1];
      return Number(microseconds ?? NaN) * 1e-6;
    },
    remove: () => rmdirSync(folder),
  };
}

function isReadOnly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EROFS';
}
