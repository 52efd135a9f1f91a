/**
 * Part (g): memory while processes come and go. The app is open on its table for ten minutes (an hour with --hour) beside a shell
 * that starts short-lived processes without end; what it keeps of those that are gone would show as growth.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../src/shared/statistics/quantile.ts';
import type { Bytes, Seconds } from '../../src/shared/units/quantity.ts';
import { factOf, type PartOptions, type PartResult } from '../part.ts';
import { unavailable } from '../unavailable.ts';
import { inApp, type Opened } from '../window/inApp.ts';

/** V8 lets its heap grow at first, and the Monitor keeps a history of minutes. */
const full = { settle: 180, time: 600, hour: 3600, step: 10 };
const small = { settle: 10, time: 20, hour: 20, step: 1 };
/** Twenty at a time, each for 0.2 s: some hundred a second, most of which one reading sees and the next does not. */
const churner =
  'while :; do for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 0.2 & done; wait; done';

interface Reading {
  at: Seconds;
  backend: Bytes;
  browser: Bytes;
}

export async function benchChurn({ scratch, quick, hour, tell }: PartOptions): Promise<PartResult> {
  if (process.platform !== 'linux') throw unavailable('Memory of processes is read on Linux.');
  const { settle, step, ...times } = quick ? small : full;
  const time = hour ? times.hour : times.time;
  const shell = spawn('sh', ['-c', churner], { stdio: 'ignore', detached: true });
  await once(shell, 'spawn');
  let readings: Reading[];
  try {
    tell(`${settle} s to settle, then ${time} s`);
    readings = await inApp(scratch, null, async (opened) => {
      await sleep(settle * 1e3);
      return follow(opened, time, step, tell);
    });
  } finally {
    if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
  }
  const grown = (of: 'backend' | 'browser') => {
    const values = readings.map((reading) => reading[of]);
    const fifth = Math.max(1, Math.floor(values.length / 5));
    const [first, last] = [median(values.slice(0, fifth)), median(values.slice(-fifth))];
    return { values, share: last / first - 1 };
  };
  const [backend, browser] = [grown('backend'), grown('browser')];
  return {
    comparisons: [],
    facts: [
      factOf('memory of the backend', 'bytes', backend.values, null),
      factOf('memory of the browser', 'bytes', browser.values, null),
      factOf('growth of the backend, last fifth to first', 'ratio', [backend.share], { at: 'most', value: 0.05 }),
      factOf('growth of the browser, last fifth to first', 'ratio', [browser.share], { at: 'most', value: 0.05 }),
    ],
    notes: [
      `Proportional set size, read every ${step} s for ${time} s, while some hundred processes a second came and went.`,
    ],
  };
}

async function follow(
  { cpuTimes }: Opened,
  time: Seconds,
  step: Seconds,
  tell: (words: string) => void,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  const begun = performance.now();
  while (performance.now() - begun < time * 1e3) {
    await sleep(step * 1e3);
    const { backend, browser } = cpuTimes();
    const at = (performance.now() - begun) / 1e3;
    readings.push({ at, backend: proportionalSet(backend.keys()), browser: proportionalSet(browser.keys()) });
    if (readings.length % 6 === 0) tell(`${Math.round(at)} of ${time} s`);
  }
  return readings;
}

/** Of all these processes together (smaps_rollup, proc_pid_smaps(5)); one that has just ended counts nothing. */
function proportionalSet(pids: Iterable<number>): Bytes {
  let total = 0;
  for (const pid of pids) {
    try {
      total +=
        Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? NaN) * 1024;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return total;
}
