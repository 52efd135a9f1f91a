/** CPU time as counted: never rounded to two parts, since times that stand in a sum must add up on the screen. */
import { formatFixed, noValue } from './number.ts';
import type { Seconds } from './quantity.ts';

/** "43 min 20.3 s", "5 h 18 min 7.4 s", "0.4 s": tenths of a second, whatever the size. */
export function formatCpuTime(time: Seconds): string {
  if (!Number.isFinite(time)) return noValue;
  const tenths = Math.round(time * 10);
  const hours = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  const seconds = `${formatFixed((tenths % 600) / 10, 1)} s`;
  if (hours > 0) return `${formatFixed(hours)} h ${minutes} min ${seconds}`;
  return minutes > 0 ? `${minutes} min ${seconds}` : seconds;
}
