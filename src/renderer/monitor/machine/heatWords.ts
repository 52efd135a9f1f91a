/** Heat in words: how hot, and whether cores were slowed down by it. */
import type { CpuUse, Temperature } from '../../../shared/monitor/snapshot.ts';
import { formatCelsius } from '../../../shared/units/format.ts';
import { formatCount } from '../../../shared/units/number.ts';
import { cpuRanges } from './machineWords.ts';

/** "61 °C, critical from 100 °C". */
export function temperatureWords({ celsius, limit }: Temperature): string {
  return limit === null ? formatCelsius(celsius) : `${formatCelsius(celsius)}, critical from ${formatCelsius(limit)}`;
}

/** "slowed down by heat 3 times since the last reading"; null while it is not. */
export function throttledNow(use: CpuUse | undefined): string | null {
  const times = use?.throttles?.now ?? 0;
  return times === 0 ? null : `slowed down by heat ${timesWords(times)} since the last reading`;
}

/** "never since boot"; "12 times since boot, of CPUs 0–3; now of CPU 2". null where no CPU is counted. */
export function throttledWords(cpus: readonly CpuUse[]): string | null {
  const counted = cpus.filter(({ throttles }) => throttles !== null);
  if (counted.length === 0) return null;
  const hot = counted.filter(({ throttles }) => (throttles?.sinceBoot ?? 0) > 0);
  if (hot.length === 0) return 'never since boot';
  const most = Math.max(...hot.map(({ throttles }) => throttles?.sinceBoot ?? 0));
  const now = counted.filter(({ throttles }) => (throttles?.now ?? 0) > 0);
  const of = (some: readonly CpuUse[]) =>
    `${some.length === 1 ? 'CPU' : 'CPUs'} ${cpuRanges(some.map(({ id }) => id))}`;
  const upTo = hot.length === 1 ? '' : 'up to ';
  return `${upTo}${timesWords(most)} since boot, ${of(hot)}${now.length === 0 ? '' : `; right now ${of(now)}`}`;
}

function timesWords(times: number): string {
  return times === 1 ? 'once' : `${formatCount(times)} times`;
}
