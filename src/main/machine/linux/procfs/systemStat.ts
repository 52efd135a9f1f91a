/** Parses /proc/stat (proc_stat(5)): the CPUs' time, in ticks, and the machine's counters since boot. */
import { badFormat } from './badFormat.ts';

/**
 * A cpu line's fields in the manual's order: user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice.
 * guest is already inside user and guest_nice inside nice. Older kernels write fewer: those are 0, as no such time was counted.
 */
export type CpuTicks = readonly number[];

export interface SystemStat {
  all: CpuTicks;
  /** The online CPUs by their number; numbers may have gaps. */
  cpus: ReadonlyMap<number, CpuTicks>;
  contextSwitches: number;
  /** Served since boot, of all kinds; null where Linux does not count them. */
  interrupts: number | null;
  /** Processes and threads made since boot. */
  forks: number;
}

const fieldCount = 10;

/** Throws `badFormat` where the cpu line or a counter is missing. */
export function parseSystemStat(text: string): SystemStat {
  let all: CpuTicks | null = null;
  const cpus = new Map<number, CpuTicks>();
  for (const [, id, fields] of text.matchAll(/^cpu(\d*) +([\d ]+)$/gm)) {
    const ticks = (fields ?? '').trim().split(' ').map(Number);
    if (ticks.length < 4) throw badFormat('/proc/stat', 'a cpu line with fewer than 4 fields', text);
    while (ticks.length < fieldCount) ticks.push(0);
    if (id === '' || id === undefined) all = ticks;
    else cpus.set(Number(id), ticks);
  }
  const find = (key: string) => new RegExp(`^${key} (\\d+)(?: |$)`, 'm').exec(text)?.[1];
  const counter = (key: string) => {
    const value = find(key);
    if (value === undefined) throw badFormat('/proc/stat', `no line ${key}`, text);
    return Number(value);
  };
  if (all === null) throw badFormat('/proc/stat', 'no line cpu', text);
  const interrupts = find('intr');
  return {
    all,
    cpus,
    contextSwitches: counter('ctxt'),
    interrupts: interrupts === undefined ? null : Number(interrupts),
    forks: counter('processes'),
  };
}
