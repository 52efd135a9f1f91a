/**
 * Part (e): whether the window disturbs what it shows. The same run is made with the window open on its live charts and, by the
 * command line, without any window, in turn; both by fewer threads than there are CPUs.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askFor, openLockContention, startRun, waitForResult } from '../../e2e/steps.ts';
import { describeMachine, effectiveCpus } from '../../src/main/machine/machine.ts';
import { parseRecord } from '../../src/shared/runs/parseRecord.ts';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import { compareMedians, factOf, type Comparison, type PartOptions, type PartResult } from '../part.ts';
import { unavailable } from '../unavailable.ts';
import { inApp, type Opened } from './inApp.ts';

const full = { rounds: 3, duration: '500 ms', repeats: '10' };
const small = { rounds: 1, duration: '100 ms', repeats: '3' };
const locks = ['tas', 'futex'];

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const largestRecord = 64 * 1024 * 1024;

export async function benchDisturbance({ scratch, quick, tell }: PartOptions): Promise<PartResult> {
  const cpus = effectiveCpus(await describeMachine());
  if (cpus < 2) throw unavailable('With one CPU no thread is left for the window.');
  const { rounds, ...asked } = quick ? small : full;
  const [open, closed]: [RunRecord[], RunRecord[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    tell(`round ${round} of ${rounds}: with the window open`);
    const record = await inApp(scratch, null, (opened) => runInWindow(opened, asked, cpus - 1));
    open.push(record);
    tell(`round ${round} of ${rounds}: without a window`);
    closed.push(await runWithout(scratch, record));
  }
  const comparisons = locks.map((lock) =>
    compareMedians(
      `throughput of ${lock}`,
      'perSecond',
      { name: 'with the window', values: open.flatMap((record) => throughputs(record, lock)) },
      { name: 'without one', values: closed.flatMap((record) => throughputs(record, lock)) },
      null,
    ),
  );
  const appCpu = (records: readonly RunRecord[]) =>
    records.flatMap(({ points }) =>
      points.flatMap(({ repeats }) => repeats.flatMap(({ gate }) => gate.readings['appCpu'] ?? [])),
    );
  return {
    comparisons,
    facts: [
      factOf('CPU of the backend, of all CPUs, with the window', 'ratio', appCpu(open), null),
      factOf('CPU of the backend, of all CPUs, without one', 'ratio', appCpu(closed), null),
    ],
    notes: [
      ...comparisons.map(verdict),
      `${cpus - 1 === 1 ? '1 thread' : `${cpus - 1} threads`} on ${cpus} CPUs, on the engine wasm; the browser paints with the CPU.`,
    ],
  };
}

function verdict({ what, ratio }: Comparison): string {
  const { median, low, high } = ratio;
  if (low <= 1 && high >= 1) return `${what}: no difference beyond its interval.`;
  return `${what}: disturbed by the window, which leaves ${(100 * median).toFixed(1)}% of it.`;
}

async function runInWindow(
  { page, dataFolder }: Opened,
  asked: Omit<typeof full, 'rounds'>,
  threads: number,
): Promise<RunRecord> {
  await openLockContention(page);
  await askFor(page, { locks, threads: String(threads), ...asked });
  await startRun(page);
  await waitForResult(page);
  const folder = join(dataFolder, 'runs');
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return parseRecord(readFileSync(join(folder, name), 'utf8'));
}

/** The same request again, by the command line. Throws with its words where it fails. */
async function runWithout(scratch: string, record: RunRecord): Promise<RunRecord> {
  const from = join(scratch, `${record.id}.json`);
  writeFileSync(from, JSON.stringify(record));
  const env = { ...process.env, THREADLAB_DATA: join(scratch, 'without') };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'run', '--from', from, '--json'], {
    env,
    maxBuffer: largestRecord,
  });
  return parseRecord(stdout);
}

function throughputs({ points }: RunRecord, lock: string): number[] {
  return points
    .filter(({ params }) => params['lock'] === lock)
    .flatMap(({ repeats }) => repeats.flatMap(({ metrics }) => metrics['throughput'] ?? []));
}
