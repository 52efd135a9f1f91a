/** The control group of a process: what limits it, what it uses, how long its members waited. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { ProcessDetails } from '../../../../shared/monitor/details.ts';
import type { Pressure } from '../../../../shared/monitor/snapshot.ts';
import { readCgroupLimits } from '../cgroup/limits.ts';
import { groupFolders, parseCgroupMembership, parseCgroupMounts } from '../cgroup/membership.ts';
import { parseCgroup, unitOf } from '../procfs/cgroup.ts';
import { parsePressure } from '../procfs/pressure.ts';
import { readNumber, readText } from '../sysfs/readText.ts';

type CgroupDetails = Extract<ProcessDetails['cgroup'], { available: true }>['value'];

/** Throws `notAvailable` where the process is in none. */
export function readCgroupDetails(pid: number): CgroupDetails {
  const text = readText(`/proc/${pid}/cgroup`) ?? '';
  const membership = parseCgroup(text);
  if (membership === null)
    throw new ThreadlabError('notAvailable', 'It is in no control group, or Linux does not tell.');
  const mounts = parseCgroupMounts(readText('/proc/self/mountinfo') ?? '');
  const memberships = parseCgroupMembership(text);
  const groups = (controller: string) => groupFolders('/', controller, mounts, memberships);
  const { quota, cpuset, memory } = readCgroupLimits('/', String(pid));
  const first = <Value>(controller: string, read: (folder: string, version: 1 | 2) => Value | null): Value | null => {
    for (const { version, folders } of groups(controller)) {
      const value = folders[0] === undefined ? null : read(folders[0], version);
      if (value !== null) return value;
    }
    return null;
  };
  const pressure = (resource: string): Pressure | null => {
    return first(resource, (folder, version) => {
      const told = version === 2 ? readText(folder, `${resource}.pressure`) : null;
      return told === null || told === '' ? null : parsePressure(told);
    });
  };
  const cpuStat = first('cpu', (folder) => readText(folder, 'cpu.stat')) ?? '';
  return {
    ...membership,
    unit: unitOf(membership.path),
    limits: { cpuQuota: quota, cpuset, memoryBytes: memory, processes: processLimit(groups('pids')) },
    use: {
      memoryBytes: first('memory', (folder, version) =>
        readNumber(folder, version === 2 ? 'memory.current' : 'memory.usage_in_bytes'),
      ),
      processes: first('pids', (folder) => readNumber(folder, 'pids.current')),
      throttledPeriods: statValue(cpuStat, 'nr_throttled', 1),
      throttledTime: statValue(cpuStat, 'throttled_usec', 1e-6) ?? statValue(cpuStat, 'throttled_time', 1e-9),
    },
    pressure: { cpu: pressure('cpu'), memory: pressure('memory'), io: pressure('io') },
  };
}

/** The tightest pids.max of the group and those above it. */
function processLimit(groups: ReturnType<typeof groupFolders>): CgroupDetails['limits']['processes'] {
  let found: CgroupDetails['limits']['processes'] = null;
  for (const folder of groups.flatMap(({ folders }) => folders)) {
    const value = readNumber(folder, 'pids.max'); // "max" is no number
    if (value !== null && (found === null || value < found.value)) found = { value, source: `${folder}/pids.max` };
  }
  return found;
}

/** A counter of cpu.stat: microseconds in version 2, nanoseconds in version 1. */
function statValue(text: string, key: string, unit: number): number | null {
  const digits = new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1];
  return digits === undefined ? null : Number(digits) * unit;
}
