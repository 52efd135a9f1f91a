/** Part (f): whether a thread costs the sampler more where there are many. The same reading on farms of three sizes, in rounds. */
import { readFileSync } from 'node:fs';
import { startFarm } from '../farm/farm.ts';
import { compareRounds, factOf, type PartOptions, type PartResult } from '../part.ts';
import { watch } from '../programs.ts';
import { unavailable } from '../unavailable.ts';
import { asHtop, samplerProgram } from './sampler.ts';

const threadsEach = 8;
const full = { sizes: [500, 5_000, 20_000], rounds: 3, warmUp: 20, time: 10 };
const small = { sizes: [80, 400], rounds: 1, warmUp: 6, time: 4 };

export async function benchGrowth({ scratch, quick, tell }: PartOptions): Promise<PartResult> {
  if (process.platform !== 'linux') throw unavailable('The sampler reads threads on Linux alone.');
  const { sizes, rounds, warmUp, time } = quick ? small : full;
  const program = samplerProgram('sampler', asHtop, warmUp);
  const measured = sizes.map((threads) => ({ threads, cost: [] as number[], interval: [] as number[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { threads, cost, interval } of measured) {
      tell(`round ${round} of ${rounds}: ${threads} threads`);
      const processes = Math.round(threads / threadsEach);
      const farm = await startFarm({ processes, threads: threadsEach }, warmUp + 3 * time + 60, scratch);
      try {
        const { cpuPerPass, interval: achieved } = await watch(program, time);
        cost.push(cpuPerPass / threadsHere());
        interval.push(achieved);
      } finally {
        await farm.stop();
      }
    }
  }
  const [fewest, ...more] = measured;
  if (fewest === undefined) throw new Error('The benchmark has no size.');
  const side = ({ threads, cost }: typeof fewest) => ({ name: `${threads} threads`, values: cost });
  return {
    comparisons: more.map((size) =>
      compareRounds(`CPU a thread and reading, ${size.threads} threads`, 'seconds', side(size), side(fewest), {
        at: 'most',
        value: 1.1,
      }),
    ),
    facts: measured.map(({ threads, interval }) => factOf(`interval at ${threads} threads`, 'seconds', interval, null)),
    notes: [
      `Farms of ${threadsEach} threads a process. A reading is divided by all threads of the machine, since it reads them all.`,
    ],
  };
}

/** Threads of the machine now: the scheduling entities of /proc/loadavg (proc_loadavg(5)). */
function threadsHere(): number {
  const count = /\/(\d+) /.exec(readFileSync('/proc/loadavg', 'latin1'))?.[1];
  if (count === undefined) throw new Error('/proc/loadavg tells no number of threads.');
  return Number(count);
}
