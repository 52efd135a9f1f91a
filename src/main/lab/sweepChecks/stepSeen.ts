/** false-sharing: counters on one cache line are slower than those on lines of their own, where the threads are on different cores. */
import type { Environment, Point } from '../../../shared/runs/record.ts';
import { formatPerSecond } from '../../../shared/units/format.ts';
import { formatSignificant } from '../../../shared/units/number.ts';
import type { PointLine } from '../pointLines.ts';
import type { SweepCheck } from '../sweepChecks.ts';

/** Bytes: together on every line, and apart also where lines come in pairs. */
const near = 8;
const far = 128;
const leastTimes = 1.5;

export const stepSeen: SweepCheck = {
  id: 'stepSeen',
  judge(line, environment) {
    if (!onOwnCores(line, environment)) return null;
    const throughputAt = (stride: number) => {
      const point = line.points.find(({ params }) => params['stride'] === stride);
      return point?.metrics['throughput']?.median ?? NaN;
    };
    const [together, apart] = [throughputAt(near), throughputAt(far)];
    const times = apart / together;
    if (!Number.isFinite(times)) return null;
    return {
      holds: times >= leastTimes,
      detail: `${formatSignificant(times, 2)} times: ${formatPerSecond(together)} ${near} B apart, ${formatPerSecond(apart)} ${far} B apart`,
    };
  },
};

/** Threads are pinned to the cores first: no two of them are on one core where there are as many, of which none was kept from us. */
function onOwnCores({ params, points }: PointLine, { cores, cpus, limits }: Environment): boolean {
  const threads = Number(params['threads']);
  const allCpus = limits.cpus === null || limits.cpus >= cpus;
  const enough = cores !== null && threads >= 2 && threads <= cores && (allCpus || cores === cpus);
  return enough && points.every(pinsHeld);
}

function pinsHeld({ repeats }: Point): boolean {
  return repeats.every(({ gate }) => gate.readings['pins'] === 1);
}
