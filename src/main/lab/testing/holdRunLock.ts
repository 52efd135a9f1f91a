/** Takes the run lock of a folder again and again, and notes each time in and out in a log: `holdRunLock.ts FOLDER LOG TIMES`; 0 for ever the first. */
import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { identify } from '../processIdentity.ts';
import { acquireRunLock } from '../runLock.ts';

const [, , folder = '', log = '', times = '1'] = process.argv;
const self = identify(process.pid);
if (self === null) throw new Error('/proc does not show this process.');
const never = new AbortController().signal;

for (let time = 0; time < Math.max(1, Number(times)); time += 1) {
  const release = await acquireRunLock(folder, self, never);
  appendFileSync(log, `in ${process.pid}\n`);
  process.stdout.write('in\n');
  await setTimeout(times === '0' ? 600_000 : 10);
  appendFileSync(log, `out ${process.pid}\n`);
  release();
}
