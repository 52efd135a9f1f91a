/**
 * Run as the first process of a PID namespace with a /proc of its own: has a process end and another one get its number, between
 * two readings, and writes what each said of it as one JSON.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { linuxOptions } from '../linuxOptions.ts';
import { Passes } from '../pass.ts';
import { everything } from './everything.ts';
import { processCell } from './fakePasses.ts';

const passes = new Passes(linuxOptions());

async function sleeper(): Promise<ChildProcess & { pid: number }> {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return Object.assign(child, { pid: child.pid ?? NaN });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function read(pid: number) {
  passes.collect(everything, { dearFiles: 'all', reason: null });
  const snapshot = passes.snapshot();
  return {
    startTicks: processCell(snapshot, pid, 'startTicks'),
    cpu: processCell(snapshot, pid, 'cpu'),
    minorFaults: processCell(snapshot, pid, 'minorFaults'),
  };
}

const first = await sleeper();
const { pid } = first;
read(pid);
const before = read(pid);
await end(first);
let second = null;
for (let tries = 0; tries < 50 && second === null; tries += 1) {
  await new Promise((resolve) => setTimeout(resolve, 20)); // another tick of the clock by which starts are told
  writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1));
  const next = await sleeper();
  if (next.pid === pid) second = next;
  else await end(next);
}
const after = read(pid);
if (second !== null) await end(second);
passes.close();
process.stdout.write(JSON.stringify({ reused: second !== null, before, after }));
