/** Parses /proc/uptime (proc_uptime(5)): seconds since boot, suspended time included; the clock that start times are on. */
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';

/** Throws `badFormat` on any other form than two numbers. */
export function parseUptime(text: string): Seconds {
  const match = /^(\d+(?:\.\d+)?) \d+(?:\.\d+)?\n?$/.exec(text);
  if (!match) throw badFormat('/proc/uptime', 'not two numbers', text);
  return Number(match[1]);
}
