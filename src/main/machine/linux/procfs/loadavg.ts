/** Parses /proc/loadavg (proc_loadavg(5)): "0.20 0.18 0.12 1/80 11206". */
import { badFormat } from './badFormat.ts';

export interface Loadavg {
  /** Means over 1, 5 and 15 minutes of tasks that run, wait for a CPU or sleep uninterruptibly. */
  load: [number, number, number];
  /** Tasks (threads) of the machine that exist now. */
  tasks: number;
}

/** Throws `badFormat` on any other form. */
export function parseLoadavg(text: string): Loadavg {
  const match = /^([\d.]+) ([\d.]+) ([\d.]+) \d+\/(\d+) \d+\n?$/.exec(text);
  if (!match) throw badFormat('/proc/loadavg', 'not three means and a number of tasks', text);
  return { load: [Number(match[1]), Number(match[2]), Number(match[3])], tasks: Number(match[4]) };
}
