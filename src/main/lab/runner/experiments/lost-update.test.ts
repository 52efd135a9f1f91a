import { afterAll, beforeAll, expect, test } from 'vitest';
import { lostUpdate } from '../../../../shared/lab/catalogue/lost-update.ts';
import { locksOf } from '../../../../shared/lab/lockKinds.ts';
import { counterKind } from '../engines/counterKind.ts';
import { counterKernel, lockedKernel } from '../testing/counterKernel.ts';
import { keepEngine } from '../testing/keptEngine.ts';
import { failedChecks, measureOnce, nativeFromSources, wasmFromSources } from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { until } from '../testing/until.ts';
import { openLostUpdate } from './lost-update.ts';

const engines = ['wasm', 'native'] as const;
const locked = engines.flatMap((engine) => locksOf(engine).map((lock) => ({ engine, lock: String(lock) })));
const bare = engines.flatMap((engine) => ['none', 'atomic'].map((lock) => ({ engine, lock })));
const noEngine = (engine: string) => (engine === 'native' ? noNative : null);

const faults = { counters: '', nobodyWaits: '' };
beforeAll(async () => {
  if (noNative !== null) return;
  await compiledPayload();
  faults.counters = await compiledPayload({ faults: true });
  faults.nobodyWaits = await compiledPayload({ broken: true });
}, 240_000);

interface Case {
  engine: (typeof engines)[number];
  lock: string;
  threads?: number;
  increments?: number;
  /** A counter of src/kernels/testing and src/native/testing in the place of the one that is asked for. */
  planted?: string;
  /** The lock without its exclusion. */
  open?: boolean;
}

/** With every loop that one of the tests asks for, by its kind or by what is planted in its place. */
const kept = keepEngine(() => {
  const usual = ['plain', 'atomic', ...locksOf('wasm')].map((name) => counterKind(name));
  const kinds = [...usual, '../testing/forgetful', '../testing/doubled', '../testing/tasOpen'];
  return wasmFromSources((kind) => {
    if (kind.endsWith('Open')) return lockedKernel(kind);
    return usual.includes(kind) ? counterKernel(kind) : counterKernel(kind, kind);
  })({ kinds, threads: 3 });
});
afterAll(() => kept.close());

function measure({ engine, lock, threads = 2, increments = 20_000, planted, open = false }: Case) {
  const fault = open ? `../testing/${lock}Open` : planted && `../testing/${planted}`;
  const wasm = kept.opener((kind) => fault ?? kind);
  const native = nativeFromSources(
    open ? { payload: faults.nobodyWaits } : planted ? { payload: faults.counters, planted: `${planted} counter` } : {},
  );
  return measureOnce(openLostUpdate, { engine, lock, threads, increments }, { wasm, native });
}

test.for([...bare, ...locked])(
  '$lock on $engine makes its count, passes every A check and reports all that the catalogue declares',
  { timeout: 60_000 },
  async ({ engine, lock }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples } = await measure({ engine, lock });
    expect([...Object.keys(measured.metrics), ...Object.keys(measured.perThread)].sort()).toEqual(
      Object.keys(lostUpdate.metrics).sort(),
    );
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(
      lock === 'none' ? ['lossInRange'] : ['nothingLost', 'lossInRange'],
    );
    expect(measured.metrics['lostShare']).toBeLessThanOrEqual(lock === 'none' ? 1 : 0);
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
    expect(names).toEqual([`${lock.slice(0, 12)}-w0`, `${lock.slice(0, 12)}-w1`]);
    // From nothing to the whole count, and never backwards.
    expect(samples[0]?.counters['increments']).toEqual([0, 0]);
    expect(samples.at(-1)?.counters['increments']).toEqual([20_000, 20_000]);
  },
);

test.for(engines)('no more threads run on %s than there are', { timeout: 60_000 }, async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured } = await measure({ engine, lock: 'none', threads: 1, increments: 20_000_000 });
  const running = measured.metrics['runningThreads'];
  expect(measured.metrics['lostShare']).toBe(0);
  if (running === null || running === undefined) return; // this Linux does not count it
  expect(running).toBeGreaterThan(0.05);
  expect(running).toBeLessThanOrEqual(1.05);
});

test.for(engines)('one increment is one increment on %s', { timeout: 60_000 }, async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured, samples } = await measure({ engine, lock: 'atomic', threads: 3, increments: 1 });
  expect(samples.at(-1)?.counters['increments']).toEqual([1, 1, 1]);
  expect(measured.checks[0]?.detail).toBe('0 of 3 increments lost');
});

const planted = [
  { check: 'nothingLost', lock: 'atomic', fault: 'forgetful' },
  { check: 'lossInRange', lock: 'none', fault: 'doubled' },
] as const;

test.for(engines.flatMap((engine) => planted.map((one) => ({ engine, ...one }))))(
  '$check fails on $engine, and it alone, on the fault planted for it',
  { timeout: 60_000 },
  async ({ engine, check, lock, fault }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    expect(failedChecks((await measure({ engine, lock, planted: fault })).measured)).toEqual([check]);
  },
);

function untilLost(asked: Case): Promise<{ failed: string[]; share: number }> {
  return until(
    10,
    ({ share }) => share > 0,
    async (attempt) => {
      const { measured } = await measure({ ...asked, increments: 1_000_000 * attempt });
      return { failed: failedChecks(measured), share: measured.metrics['lostShare'] ?? NaN };
    },
  );
}

test.for(engines)('increments without a lock are lost on %s', { timeout: 60_000 }, async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { failed, share } = await untilLost({ engine, lock: 'none', threads: 3 });
  expect(failed).toEqual([]);
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(1);
});

/** That every lock without its exclusion is found out is seen in lock-contention.test.ts; here, that this loop is under the lock. */
test.for([
  { engine: 'wasm', lock: 'tas' },
  { engine: 'native', lock: 'tas' },
  { engine: 'native', lock: 'pthreadMutex' },
] as const)(
  '$lock on $engine without its exclusion fails nothingLost',
  { timeout: 60_000 },
  async ({ engine, lock }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    expect((await untilLost({ engine, lock, threads: 3, open: true })).failed).toContain('nothingLost');
  },
);

test('a lock that is never given back is told as a hang, on native', { timeout: 60_000 }, async ({ skip }) => {
  skip(noNative !== null, noNative ?? '');
  const asked = { engine: 'native', lock: 'tas', planted: 'stuck', threads: 1, increments: 1e6 } as const;
  await expect(measure(asked)).rejects.toMatchObject({
    code: 'runFailed',
    message: expect.stringMatching(/hang: lock tas/),
  });
});
