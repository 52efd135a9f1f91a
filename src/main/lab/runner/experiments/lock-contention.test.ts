import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockContention } from '../../../../shared/lab/catalogue/lock-contention.ts';
import { lockKinds, locksOf } from '../../../../shared/lab/lockKinds.ts';
import { openNativeThreads } from '../engines/nativeThreads.ts';
import { closeContentionEngine, measureContention, type ContentionCase } from '../testing/measureContention.ts';
import { failedChecks, type Outcome } from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { until } from '../testing/until.ts';

const aChecks = ['countsAgree', 'exclusive', 'fifo'];
const failedA = ({ measured }: Outcome) => failedChecks(measured).filter((id) => aChecks.includes(id));

const both = (['wasm', 'native'] as const).flatMap((engine) => locksOf(engine).map((lock) => ({ engine, lock })));

/** The first compilation may take its time; without a compiler there is nothing to test of the native engine. */
const noEngine = (engine: string) => (engine === 'native' ? noNative : null);
const faults = { payload: '', nobodyWaits: '' };
beforeAll(async () => {
  if (noNative !== null) return;
  await compiledPayload();
  faults.payload = await compiledPayload({ faults: true });
  faults.nobodyWaits = await compiledPayload({ broken: true });
}, 240_000);

afterAll(closeContentionEngine);

/** The acquisitions of all threads, sample by sample. */
const countsOf = ({ samples }: Outcome) =>
  samples.map(({ counters }) => counters['acquisitions']?.reduce((sum, count) => sum + count, 0));

/** On a busy machine a repeat may be over before its second sample, or before an acquisition is: then it is measured again. */
function measureSeen(asked: ContentionCase): Promise<Outcome> {
  return until(
    10,
    (outcome) => new Set(countsOf(outcome)).size > 1 && (outcome.measured.histograms['bypass']?.count ?? 0) > 0,
    () => measureContention(asked),
  );
}

test.for(both)(
  '$lock on $engine passes every A check and reports all that the catalogue declares',
  { timeout: 60_000 },
  async (asked, { skip }) => {
    skip(noEngine(asked.engine) !== null, noEngine(asked.engine) ?? '');
    const { lock } = asked;
    const outcome = await measureSeen({ ...asked, threads: 2, duration: 0.15 });
    const { measured, names } = outcome;
    const counted = countsOf(outcome);
    expect(counted.at(-1)).toBeGreaterThan(counted[0] ?? NaN);
    expect(failedA(outcome)).toEqual([]);
    expect(names).toEqual([`${lock.slice(0, 12)}-w0`, `${lock.slice(0, 12)}-w1`]); // Linux keeps 15 bytes
    expect(
      [
        ...Object.keys(measured.metrics),
        ...Object.keys(measured.perThread),
        ...Object.keys(measured.histograms),
      ].sort(),
    ).toEqual(Object.keys(lockContention.metrics).sort());
    expect(measured.checks.map(({ id }) => id)).toEqual(
      Object.keys(lockContention.checks).filter((id) => id !== 'fifo' || lockKinds[lock].fifo),
    );
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
    expect(measured.metrics['overlap']).toBe(1);
    expect(measured.histograms['bypass']?.count).toBe(measured.histograms['acquireLatency']?.count);
  },
);

test('a thread alone is never passed and never finds the lock taken', async () => {
  const { measured } = await measureContention({ lock: 'mcs', threads: 1 });
  expect(measured.histograms['bypass']?.max).toBe(0);
  expect(measured.metrics).toMatchObject({ contendedShare: 0, fairness: 1 });
});

test('no work asked for is no work done', async () => {
  const { measured } = await measureContention({ lock: 'ticket', threads: 1, criticalSection: 0, thinkTime: 0 });
  expect(measured.achieved).toEqual({ criticalSection: 0, thinkTime: 0 });
});

function untilFailure(asked: ContentionCase): Promise<string[]> {
  return until(
    10,
    (failed) => failed.length > 0,
    async () => failedA(await measureContention(asked)),
  );
}

const planted = [
  { check: 'countsAgree', lock: 'tas', fault: 'miscount' },
  { check: 'exclusive', lock: 'tas', fault: 'intruder' },
  { check: 'fifo', lock: 'mcs', fault: 'unfair' },
] as const;
const onBoth = (['wasm', 'native'] as const).flatMap((engine) => planted.map((one) => ({ engine, ...one })));

test.for(onBoth)(
  '$check fails on $engine, and it alone, on the fault planted for it',
  { timeout: 60_000 },
  async ({ engine, check, lock, fault }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const place = engine === 'native' ? { payload: faults.payload, planted: fault } : { kernel: `../testing/${fault}` };
    expect(await untilFailure({ engine, lock, ...place, threads: 2 })).toEqual([check]);
  },
);

test.for(both)(
  '$lock on $engine without its exclusion fails exclusive, countsAgree or both',
  { timeout: 60_000 },
  async ({ engine, lock }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const place = engine === 'native' ? { payload: faults.nobodyWaits } : { kernel: `../testing/${lock}Open` };
    const failed = await untilFailure({ engine, lock, ...place, threads: 2 });
    expect(failed.some((id) => id === 'countsAgree' || id === 'exclusive')).toBe(true);
  },
);

test.for(['wasm', 'native'] as const)(
  'the live counters of %s stand still when the threads no longer advance them',
  { timeout: 60_000 },
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const seen: number[] = [];
    const place = engine === 'native' ? { payload: faults.payload, planted: 'stuck' } : { kernel: '../testing/stuck' };
    const run = measureContention(
      { engine, lock: 'tas', ...place, threads: 1, duration: 0.5, thinkTime: 0 },
      ({ counters }) => seen.push((counters['acquisitions'] ?? []).reduce((sum, count) => sum + count, 0)),
    );
    // The threads never come back, and that is said as well.
    await expect(run).rejects.toMatchObject({ code: 'runFailed', message: expect.stringContaining('hang') });
    const last = seen.slice(-5);
    expect(last).toHaveLength(5);
    expect(new Set(last).size).toBe(1);
    expect(last[0]).toBeGreaterThan(0);
  },
);

test('a payload that crashes is told with its signal and its last words', async ({ skip }) => {
  skip(noNative !== null, noNative ?? '');
  const run = measureContention({
    engine: 'native',
    lock: 'tas',
    payload: faults.payload,
    planted: 'crash',
    threads: 2,
  });
  await expect(run).rejects.toMatchObject({
    code: 'runFailed',
    message: 'The native payload was ended by SIGABRT: about to crash.',
    end: { exitStatus: null, signal: 'SIGABRT' },
  });
});

test('a lock that this C library lacks is refused in words', async ({ skip }) => {
  skip(noNative !== null, noNative ?? '');
  const run = openNativeThreads({ payload: await compiledPayload(), kinds: ['nothing'], threads: 1 });
  await expect(run).rejects.toMatchObject({
    code: 'notAvailable',
    message: 'The C library of this machine has no nothing.',
  });
});

test('a payload that cannot be started is told', async ({ skip }) => {
  skip(process.platform !== 'linux');
  const run = openNativeThreads({ payload: '/nowhere/payload', kinds: ['tas'], threads: 1 });
  await expect(run).rejects.toMatchObject({
    message: expect.stringContaining('could not be started: spawn /nowhere/payload ENOENT'),
  });
});
