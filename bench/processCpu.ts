/** CPU time of other processes as Linux accounts it (proc_pid_stat(5)), alone or with all that descend from them. */
import { readdirSync, readFileSync } from 'node:fs';
import { absenceOf } from '../src/main/monitor/descriptors.ts';
import { linuxOptions } from '../src/main/monitor/linuxOptions.ts';
import { parseStat, type Stat } from '../src/main/machine/linux/procfs/stat.ts';
import type { Seconds } from '../src/shared/units/quantity.ts';

const { ticksPerSecond } = process.platform === 'linux' ? linuxOptions().units : { ticksPerSecond: 100 };

/** Throws where the process has ended: what it used is lost then. */
export function cpuTimeOf(pid: number): Seconds {
  return parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'), ticksPerSecond).cpuTime;
}

/** CPU time by pid of the process and everything that descends from it. */
export function treeCpuTimes(root: number): Map<number, Seconds> {
  const all = readAll();
  const members = new Map<number, Seconds>();
  const add = (pid: number): void => {
    const stat = all.get(pid);
    if (stat === undefined || members.has(pid)) return;
    members.set(pid, stat.cpuTime);
    for (const other of all.values()) if (other.parentPid === pid) add(other.id);
  };
  add(root);
  return members;
}

/** What the tree used between two readings; a process that was born meanwhile counts from its start, one that ended not at all. */
export function spent(before: ReadonlyMap<number, Seconds>, after: ReadonlyMap<number, Seconds>): Seconds {
  let sum = 0;
  for (const [pid, cpuTime] of after) sum += cpuTime - (before.get(pid) ?? 0); // born meanwhile: all of it
  return sum;
}

function readAll(): Map<number, Stat> {
  const all = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      all.set(Number(name), parseStat(readFileSync(`/proc/${name}/stat`, 'latin1'), ticksPerSecond));
    } catch (error) {
      absenceOf(error); // ended between listing and reading
    }
  }
  return all;
}
