/**
 * Part (b): the locks of the Wasm engine against those of C, through the Lab: both engines run the same loop, and the repeats of all
 * points are interleaved in shuffled order in one run. Sections and think time are empty, so what is counted is acquire and release.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findCompiler } from '../../src/main/lab/native/compiler.ts';
import { describeMachine, effectiveCpus } from '../../src/main/machine/machine.ts';
import type { LockName } from '../../src/shared/lab/lockKinds.ts';
import { parseRecord } from '../../src/shared/runs/parseRecord.ts';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import { compareMedians, type Aim, type PartOptions, type PartResult } from '../part.ts';
import { unavailable } from '../unavailable.ts';

const full = { repeats: 15, duration: 0.5 };
const small = { repeats: 2, duration: 0.1 };

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const largestRecord = 64 * 1024 * 1024;

/**
 * Ours on Wasm, theirs in C, and the ratio of acquisitions a second that we aim at. Wasm's atomics are sequentially consistent: what
 * test-and-set is held to is C11's in the same order; how much a weaker one would gain stands beside it.
 */
const pairs: readonly { wasm: LockName; native: LockName; aim: Aim | null }[] = [
  { wasm: 'futex', native: 'pthreadMutex', aim: { at: 'least', value: 1 } },
  { wasm: 'tas', native: 'atomicFlag', aim: { at: 'least', value: 0.85 } },
  { wasm: 'tas', native: 'tas', aim: null },
  { wasm: 'futex', native: 'futex', aim: null },
  { wasm: 'mcs', native: 'mcs', aim: null },
];

export async function benchLocks({ scratch, quick, tell }: PartOptions): Promise<PartResult> {
  const compiler = await findCompiler(process.env);
  if (!compiler.found) throw unavailable(compiler.words);
  const cpus = effectiveCpus(await describeMachine());
  const threads = [1, 2, 4, 8].filter((count) => count <= cpus);
  const { repeats, duration } = quick ? small : full;
  tell(`${repeats} repeats of ${pairs.length} pairs of locks at ${threads.join(', ')} threads`);
  const record = await run(scratch, threads, repeats, duration);
  const values = (engine: string, lock: LockName, count: number) =>
    throughputs(record, (params) => params.engine === engine && params.lock === lock && params.threads === count);
  const noisy = record.points.filter((point) => point.noisy).length;
  return {
    comparisons: pairs.flatMap(({ wasm, native, aim }) =>
      threads.map((count) =>
        compareMedians(
          `${wasm}, ${count === 1 ? '1 thread' : `${count} threads`}`,
          'perSecond',
          { name: `wasm ${wasm}`, values: values('wasm', wasm, count) },
          { name: `C ${native}`, values: values('native', native, count) },
          aim,
        ),
      ),
    ),
    facts: [],
    notes: [
      `Acquisitions a second of all threads, by the Lab's own loop. C by ${compiler.version}.`,
      ...(noisy > 0 ? [`${noisy} of ${record.points.length} points were disturbed by what else ran here.`] : []),
    ],
  };
}

/** One run of the Lab as a person would start it, with a data folder of its own. Throws with its words where it fails. */
async function run(scratch: string, threads: readonly number[], repeats: number, duration: number): Promise<RunRecord> {
  const locks = [...new Set(pairs.flatMap(({ wasm, native }) => [wasm, native]))];
  const sets = {
    lock: locks.join(','),
    threads: threads.join(','),
    criticalSection: '0',
    thinkTime: '0',
    duration: String(duration),
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      cli,
      'run',
      'lock-contention',
      '--engine',
      'wasm,native',
      '--repeats',
      String(repeats),
      '--json',
      ...Object.entries(sets).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ],
    { env: { ...process.env, THREADLAB_DATA: join(scratch, 'data') }, maxBuffer: largestRecord },
  );
  return parseRecord(stdout);
}

function throughputs(
  record: RunRecord,
  isWanted: (params: RunRecord['points'][number]['params']) => boolean,
): number[] {
  const point = record.points.find(({ params }) => isWanted(params));
  return (point?.repeats ?? []).map(({ metrics }) => metrics['throughput'] ?? NaN); // a repeat that measured none is left out
}
