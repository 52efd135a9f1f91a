/**
 * Samples this machine while processes come, change and go by the thousand (churn.sh), and writes what must not be as one JSON. As the
 * first process of a PID namespace it has numbers given out again and again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { processFields } from '../../../shared/monitor/processFields.ts';
import { numberAt, textAt, type Snapshot, type Table } from '../../../shared/monitor/snapshot.ts';
import { threadFields } from '../../../shared/monitor/threadFields.ts';
import type { Unit } from '../../../shared/units/quantity.ts';
import { linuxOptions } from '../linuxOptions.ts';
import { Passes } from '../pass.ts';
import { everything } from './everything.ts';

const processCount = 1000;
const between = 0.2;
const firstNumber = 300;

const wrong: string[] = [];
/** What an identity was when it was seen last. */
const seen = new Map<string, { cpuTime: number; number: string | null }>();
const numbersUsed = new Map<number, Set<number>>();
let seenAgain = 0;

const openFiles = () => readdirSync('/proc/self/fd').length;

/** The numbers of its own in the name and in the command line of a process of churn.sh; null where it has none, or none yet. */
function ownNumbers({ processes }: Snapshot, row: number): (string | null)[] {
  const inName = /^churn(\d+)/.exec(textAt(processes, 'name', row) ?? '');
  const inCommandLine = / churn(\d+)$/.exec(textAt(processes, 'commandLine', row) ?? '');
  return [inName?.[1] ?? null, inCommandLine?.[1] ?? null];
}

function checkRates<FieldName extends string>(
  table: Table<FieldName>,
  fields: Readonly<Record<FieldName, { unit: Unit }>>,
  most: number,
): void {
  for (const field of Object.keys(fields) as FieldName[]) {
    const { unit } = fields[field];
    const column = table.columns[field];
    for (const value of column instanceof Float64Array ? column.values() : []) {
      if (/^(cores|ratio|perSecond|bytesPerSecond)$/.test(unit) && value < 0) wrong.push(`${field} is ${value}`);
      if (unit === 'cores' && value > most) wrong.push(`${field} is ${value}, of at most ${most}`);
    }
  }
}

function check(snapshot: Snapshot, ticksPerSecond: number): void {
  const { processes, threads, machine, interval } = snapshot;
  const keys = new Set<string>();
  for (let row = 0; row < processes.rowCount; row++) {
    const pid = numberAt(processes, 'pid', row);
    const startTicks = numberAt(processes, 'startTicks', row);
    const key = `${pid} ${startTicks}`;
    if (keys.has(key)) wrong.push(`${key} has two rows`);
    keys.add(key);
    numbersUsed.set(pid, (numbersUsed.get(pid) ?? new Set()).add(startTicks));
    const before = seen.get(key);
    const cpuTime = numberAt(processes, 'cpuTime', row);
    if (before !== undefined) seenAgain += 1;
    if (before !== undefined && !(cpuTime >= before.cpuTime))
      wrong.push(`CPU time of ${key} fell from ${before.cpuTime} to ${cpuTime}`);
    const [inName = null, inCommandLine = null] = ownNumbers(snapshot, row);
    const told = new Set([before?.number ?? null, inName, inCommandLine].filter((number) => number !== null));
    if (told.size > 1) wrong.push(`${key} is told as ${[...told].join(' and ')}`);
    seen.set(key, { cpuTime, number: [...told][0] ?? null });
  }
  for (const key of seen.keys()) if (!keys.has(key)) seen.delete(key);
  const threadKeys = Array.from(
    { length: threads.rowCount },
    (_, row) => `${numberAt(threads, 'tid', row)} ${numberAt(threads, 'startTicks', row)}`,
  );
  if (new Set(threadKeys).size < threadKeys.length) wrong.push('a thread has two rows');
  // Linux counts in ticks, and user and system time each for itself.
  const most = machine.cpus.length + 6 / ticksPerSecond / (interval ?? Infinity);
  checkRates(processes, processFields, most);
  checkRates(threads, threadFields, most);
  for (const value of [machine.forks, machine.contextSwitches, machine.notSeenCpu])
    if (value !== null && value < 0) wrong.push(`a rate of the machine is ${value}`);
}

await once(spawn('true'), 'close'); // Node opens a file for its first child, and keeps it
const filesBefore = openFiles();
// With few files kept open: what is opened anew, by its number, may be another's.
const options = { ...linuxOptions(), descriptorLimit: 40 };
const passes = new Passes(options);

async function readAndCheck(): Promise<void> {
  passes.collect(everything, { dearFiles: 'all', reason: null });
  await passes.settled(10);
  check(passes.snapshot(), options.units.ticksPerSecond);
}

const reuse = process.pid === 1 ? [String(firstNumber)] : [];
const churn = spawn('sh', [join(import.meta.dirname, 'churn.sh'), String(processCount), ...reuse], {
  stdio: ['pipe', 'pipe', 'inherit'],
  detached: true, // for what is left of it ends its whole group
});
let said = '';
churn.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
const ended = once(churn, 'close');
while (churn.exitCode === null && churn.signalCode === null) {
  await readAndCheck();
  await setTimeout(between * 1e3);
}
churn.stdin.destroy();
await ended;
await readAndCheck();
passes.close();
const reusedCount = [...numbersUsed.values()].filter(({ size }) => size > 1).length;
process.stdout.write(
  JSON.stringify({
    wrong,
    born: Number(said),
    seenAgain,
    reusedCount,
    ownLeft: [...seen.values()].filter(({ number }) => number !== null).length,
    filesLeft: openFiles() - filesBefore,
  }),
);
