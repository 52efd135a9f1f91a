/** What follows from workers that worked for the same time, whatever they did in it. */
import { total } from '../total.ts';
import type { Ratio } from '../../../../shared/units/quantity.ts';
import type { Crew } from './gilScalingAnswer.ts';
import { finiteOrNull } from './stretch.ts';

/** Turns of all workers a second. */
export function rateOf({ begin, end, workers }: Crew): number {
  return total(workers.map(({ counted }) => counted)) / (end - begin);
}

/** CPU time of all workers over the time from the first one's to the last one's: how many really ran at once. null where Linux does not tell. */
export function runningThreads({ workers }: Crew): number | null {
  const cpu = total(workers.map((worker) => worker.cpu ?? NaN));
  const wall = Math.max(...workers.map(({ last }) => last)) - Math.min(...workers.map(({ first }) => first));
  return finiteOrNull(cpu / wall);
}

/** Share of the time in which every worker was in its loop: all stay in it until its end. */
export function overlapOfCrew({ begin, end, workers }: Crew): Ratio {
  const late = Math.max(0, ...workers.map(({ entered }) => entered - begin));
  return Math.max(0, 1 - late / (end - begin));
}
