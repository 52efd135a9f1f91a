/**
 * Whatever kills runner, payload or backend, at whatever moment: nothing that a run started outlives it, and the next run
 * finds nothing in its way. The built command, killed again and again; THREADLAB_KILLS=200 for more than the usual two.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../shared/statistics/random.ts';
import { cliFile, notBuilt } from './testing/builtCli.ts';
import { noNative } from '../lab/runner/testing/nativePayload.ts';

const kills = Number(process.env['THREADLAB_KILLS'] ?? 2);
/** A run of the length below takes about so long from its start; a kill may come after its end, which is a moment as well. */
const longestWaitMs = 1_400;
const endLimitMs = 10_000;
const skipped = process.platform !== 'linux' ? 'Runs need Linux.' : notBuilt;

let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadlab-survivors-'));
  data = join(folder, 'data');
  mkdirSync(join(folder, 'tmp'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startRun(engine: string, repeats: number): ChildProcess {
  const asked = `--engine ${engine} --set lock=tas,futex --set threads=2 --duration 100ms --repeats ${repeats}`;
  const child = spawn(process.execPath, [cliFile, 'run', 'lock-contention', ...asked.split(' ')], {
    env: { ...process.env, THREADLAB_DATA: data, TMPDIR: join(folder, 'tmp') },
    stdio: 'ignore',
  });
  return child;
}

/** What bears our folder in its environment: the command and all that it started, by name. */
function ours(): { pid: number; name: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      const environment = readIfThere(`/proc/${pid}/environ`);
      if (environment?.split('\0').includes(`THREADLAB_DATA=${data}`) !== true) return [];
      return [{ pid: Number(pid), name: (readIfThere(`/proc/${pid}/comm`) ?? '').trim() }];
    });
}

/** Null of a process that has ended, or is another user's. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

const victims = ['runner', 'payload', 'backend', 'runner and backend'] as const;
type Victim = (typeof victims)[number];
const names: Readonly<Record<'runner' | 'payload', string>> = { runner: 'threadlab-run', payload: 'native-payload' };

/** Kills it once it is there; false when the run ended before. */
async function kill(victim: Victim, command: ChildProcess): Promise<boolean> {
  const started = victim === 'payload' ? names.payload : names.runner;
  while (command.exitCode === null) {
    const found = victim === 'backend' ? [] : ours().filter(({ name }) => name === started);
    if (victim !== 'backend' && found.length === 0) {
      await wait(20);
      continue;
    }
    for (const { pid } of found) killIfThere(pid);
    if (victim === 'backend' || victim === 'runner and backend') command.kill('SIGKILL');
    return true;
  }
  return false;
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** By the limit at the latest; by then the run is over. */
async function survivors(): Promise<{ pid: number; name: string }[]> {
  const limit = Date.now() + endLimitMs;
  while (ours().length > 0 && Date.now() < limit) await wait(50);
  return ours();
}

/** Counter files bear the number of the runner that made them. */
function sharedMemoryOfTheDead(): string[] {
  return readdirSync('/dev/shm').filter((name) => {
    const pid = /^threadlab-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && readIfThere(`/proc/${pid}/stat`) === null;
  });
}

test.skipIf(skipped !== null)(
  `nothing survives ${kills} kills at random moments`,
  async () => {
    const random = seededRandom(20_261_125);
    const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
    // Compiles the payload, so that the moments below fall into runs.
    if (noNative === null) await once(startRun('native', 1), 'exit');
    let killed = 0;
    for (let round = 0; round < kills; round += 1) {
      const victim = pick(noNative === null ? victims : victims.filter((name) => name !== 'payload')) ?? 'runner';
      const engine = victim === 'payload' || (noNative === null && random() < 0.5) ? 'native' : 'wasm';
      const moment = random() * longestWaitMs;
      const command = startRun(engine, 2);
      const end = once(command, 'exit');
      await wait(moment);
      if (await kill(victim, command)) killed += 1;
      await end;
      expect({ round, victim, engine, moment, left: await survivors() }).toMatchObject({ left: [] });
    }
    expect(killed).toBeGreaterThan(kills / 4);

    // The next start cleans up what a killed backend could not, and takes the machine.
    const [status] = (await once(startRun('wasm', 1), 'exit')) as [number | null];
    expect(status).toBe(0);
    expect(await survivors()).toEqual([]);
    expect(sharedMemoryOfTheDead()).toEqual([]);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    const left = readdirSync(data, { recursive: true, encoding: 'utf8' });
    const known = /^(runs|runs\/[\d-]+-[a-z0-9]{4}\.json|cache|cache\/native|cache\/native\/payload-[0-9a-f]{24})$/;
    expect(left.filter((name) => !known.test(name))).toEqual([]);
  },
  60_000 + kills * 15_000,
);
