/** Runs on the native engine, from request to record, and how they end when the payload does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { locksOf } from '../../shared/lab/lockKinds.ts';
import { runRecord } from '../../shared/runs/record.ts';
import type { LabOptions } from './handlers.ts';
import { isAlive, identify } from './processIdentity.ts';
import { noNative } from './runner/testing/nativePayload.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest, type LabForTest } from './testing/labForTest.ts';

let entries: LabOptions['entries'];
let lab: LabForTest | undefined;

beforeAll(async () => {
  entries = await buildRunner();
}, 120_000);
afterEach(() => lab?.close());

const useLab = async (options: Partial<LabOptions> = {}) => (lab = await labForTest({ entries, ...options }));

test.runIf(process.platform === 'linux')('without a compiler the engine is not available, in words', async () => {
  const { engines, start } = await useLab({ environment: { PATH: '/nowhere' } });
  const native = (await engines()).find(({ engine }) => engine === 'native');
  expect(native).toEqual({
    engine: 'native',
    available: false,
    words: expect.stringContaining('sudo apt-get install gcc libc6-dev'),
  });
  await expect(start({ engine: ['native'] })).rejects.toMatchObject({ code: 'notAvailable' });
});

describe('a run on the native engine', () => {
  beforeEach(({ skip }) => skip(noNative !== null, noNative ?? ''));

  test('and on Wasm side by side has points of both, of the same form', async () => {
    const { start, ended, records, engines } = await useLab();
    const lock = [...locksOf('wasm'), 'pthreadMutex'];
    const { outcome } = await ended(await start({ engine: ['wasm', 'native'], lock, threads: [2] }));
    expect(outcome).toEqual({ status: 'completed', kept: true, message: null });
    const record = runRecord.parse(records[0]);
    const form = (engine: string) => {
      const points = record.points.filter(({ params }) => params['engine'] === engine);
      return points
        .filter(({ params }) => params['lock'] !== 'pthreadMutex')
        .map(({ params, histograms, achieved, repeats }) => [
          params['lock'],
          Object.keys(repeats[0]?.metrics ?? {}),
          Object.keys(histograms ?? {}),
          Object.keys(achieved ?? {}),
          Object.keys(repeats[0]?.gate.readings ?? {}),
        ]);
    };
    expect(form('native')).toEqual(form('wasm'));
    expect(record.points).toHaveLength(2 * lock.length - 1);
    expect(record.checks.filter(({ kind, outcome: found }) => kind === 'A' && found !== 'passed')).toEqual([]);
    const native = (await engines()).find(({ engine }) => engine === 'native');
    expect(native?.words).toContain(record.environment.compiler);
    expect(Object.keys(record.costOfMeasuring)).toEqual(
      expect.arrayContaining(['wasm clockReading', 'native clockReading']),
    );
  }, 180_000);

  test('whose payload is killed is a failed record with its signal, and leaves nothing', async () => {
    const { start, until, ended, records } = await useLab();
    const id = await start({ engine: ['native'], duration: [30] });
    const payload = await payloadOf(until);
    process.kill(payload, 'SIGKILL');
    const { outcome, process: left } = await ended(id);
    expect(outcome).toMatchObject({ status: 'failed', message: 'The native payload was ended by SIGKILL.' });
    expect(runRecord.parse(records[0]).error).toMatchObject({ exitStatus: null, signal: 'SIGKILL' });
    expect(left).toBeNull();
  }, 120_000);

  test('whose payload hangs is ended', async () => {
    const { start, until, ended } = await useLab();
    const id = await start({ engine: ['native'], duration: [0.3] }, 20);
    const payload = await payloadOf(until);
    const identity = identify(payload);
    process.kill(payload, 'SIGSTOP');
    const { outcome } = await ended(id);
    expect(outcome?.message).toMatch(/hang: lock tas/);
    expect(identity !== null && isAlive(identity)).toBe(false);
  }, 120_000);

  test.each(['cancelled', 'killed'])(
    'that is %s takes its payload along',
    async (how) => {
      const { start, until, cancel, ended } = await useLab();
      const id = await start({ engine: ['native'], duration: [30], threads: [2] });
      const payload = identify(await payloadOf(until));
      const { run } = await until((state) => (state.run?.process ?? null) !== null);
      if (how === 'cancelled') await cancel(id);
      else process.kill(run?.process?.pid ?? NaN, 'SIGKILL');
      await ended(id);
      expect(payload).not.toBeNull();
      expect(payload !== null && isAlive(payload)).toBe(false);
    },
    120_000,
  );

  test('of the oversubscription experiment takes at most eight threads for each CPU', async () => {
    const { start, ended, records } = await useLab();
    const parameters = { engine: ['native'], lock: ['futex', 'mcs'], threads: [8] };
    await expect(start({ ...parameters, threads: [17] }, 1, 'oversubscription')).rejects.toMatchObject({
      code: 'badInput',
      message: 'threads: 17 are more than 8 for each CPU; 16 is the most on the 2 CPUs here.',
    });
    await ended(await start(parameters, 1, 'oversubscription'));
    const record = runRecord.parse(records[0]);
    // Where threads this many leave a lock that keeps their order to stand, nothing may be sampled of it.
    expect(record.checks.length).toBeGreaterThan(2);
    expect(record.checks.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(record.points).toHaveLength(2);
  }, 120_000);
});

/** The payload's number, by a thread of it that the run names; its threads bear the lock's name. */
async function payloadOf(until: LabForTest['until']): Promise<number> {
  const { run } = await until((state) => (state.run?.samples.length ?? 0) > 0 && state.run?.current !== null);
  const tid = run?.current?.threads[0]?.tid;
  const status = readFileSync(join('/proc', String(tid), 'status'), 'utf8');
  expect(/^Name:\s+(\S+)$/m.exec(status)?.[1]).toBe('tas-w0');
  return Number(/^Tgid:\s+(\d+)$/m.exec(status)?.[1]);
}
