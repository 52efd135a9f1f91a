/** What the monitor itself costs, from the same reading as every other row. */
import type { Ratio, Seconds } from '../../shared/units/quantity.ts';
import type { ProcessEntry } from './processEntry.ts';

/**
 * CPU of the backend and its children in this pass, in cores; null on the first or where the backend is not among the rows. Children in a
 * process group of their own are left out: they are runs of the Lab, which a person asked for, not the cost of the app.
 */
export function ownTreeCpu(processes: ReadonlyMap<number, ProcessEntry>, ownPid: number, pass: number): Ratio | null {
  const own = processes.get(ownPid);
  if (own === undefined) return null;
  let sum = own.cpuTime.rateIn(pass);
  for (const process of processes.values()) {
    if (process.stat.processGroup !== own.stat.processGroup || !descendsFrom(process, own, processes)) continue;
    const cpu = process.cpuTime.rateIn(pass);
    if (!Number.isNaN(cpu)) sum += cpu; // first seen in this pass: counted from the next one on
  }
  return Number.isNaN(sum) ? null : sum;
}

function descendsFrom(process: ProcessEntry, ancestor: ProcessEntry, all: ReadonlyMap<number, ProcessEntry>): boolean {
  let at = all.get(process.stat.parentPid);
  // Entries were read one after another, so a number used again could close a circle: no chain is longer than the table.
  for (let steps = 0; at !== undefined && steps < all.size; steps++) {
    if (at === ancestor) return true;
    at = all.get(at.stat.parentPid);
  }
  return false;
}

/** CPU time of the calling thread, where the runtime tells it (Node 23.9); else of the whole process, which is never less. */
export function threadCpuTime(): Seconds {
  const { user, system } = 'threadCpuUsage' in process ? process.threadCpuUsage() : processCpuUsage();
  return (user + system) * 1e-6;
}

/** CPU time of the backend process since its start. */
export function processCpuTime(): Seconds {
  const { user, system } = processCpuUsage();
  return (user + system) * 1e-6;
}

function processCpuUsage(): NodeJS.CpuUsage {
  return process.cpuUsage();
}
