import { afterAll, expect, test } from 'vitest';
import { atomics } from '../../../../shared/lab/catalogue/atomics.ts';
import { counterKind } from '../engines/counterKind.ts';
import { counterKernel } from '../testing/counterKernel.ts';
import { keepEngine } from '../testing/keptEngine.ts';
import { failedChecks, measureOnce, nativeFromSources, wasmFromSources } from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { until } from '../testing/until.ts';
import { openAtomics } from './atomics.ts';

const engines = ['wasm', 'native'] as const;
const counters = atomics.parameters.counter.choices.map(({ value }) => value);
const both = engines.flatMap((engine) => counters.map((counter) => ({ engine, counter })));
const noEngine = (engine: string) => (engine === 'native' ? noNative : null);

const forgetful = '../testing/forgetful';
/** Each with every loop that one of the tests asks for. */
const kept = {
  wasm: keepEngine(() => {
    const kinds = counters.map((name) => counterKind(name));
    const kernelOf = (kind: string) => counterKernel(kind, kind === forgetful ? kind : undefined);
    return wasmFromSources(kernelOf)({ kinds: [...kinds, forgetful], threads: 2 });
  }),
  native: keepEngine(async () => {
    const payload = await compiledPayload({ faults: true });
    return nativeFromSources({ payload })({ kinds: counters.map((name) => counterKind(name)), threads: 2 });
  }),
};
afterAll(async () => void (await Promise.all([kept.wasm.close(), kept.native.close()])));

interface Case {
  engine: (typeof engines)[number];
  counter: string;
  threads?: number;
  threshold?: number;
  /** A counter that forgets one in 64, of src/kernels/testing or src/native/testing, in the place of the one that is asked for. */
  isForgetful?: true;
}

function measure({ engine, counter, threads = 2, threshold = 100, isForgetful }: Case) {
  const point = { engine, counter, threads, duration: 0.1, ...(counter === 'approximate' && { threshold }) };
  const planted = engine === 'wasm' ? forgetful : 'forgetful counter';
  const opener = kept[engine].opener((kind) => (isForgetful ? planted : kind));
  return measureOnce(openAtomics, point, { [engine]: opener });
}

test.for(both)(
  '$counter on $engine passes its check and reports all that the catalogue declares',
  { timeout: 60_000 },
  async ({ engine, counter }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples } = await until(
      10,
      (outcome) => (outcome.measured.metrics['throughput'] ?? NaN) > 0,
      () => measure({ engine, counter }),
    );
    expect([...Object.keys(measured.metrics), ...Object.keys(measured.perThread)].sort()).toEqual(
      Object.keys(atomics.metrics).sort(),
    );
    expect(failedChecks(measured)).toEqual([]);
    const exact = counter === 'atomic' || counter === 'sharded';
    expect(measured.checks.map(({ id }) => id)).toEqual(exact ? ['exactWhereExact'] : []);
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
    expect(measured.metrics['error']).toBeLessThanOrEqual(exact ? 0 : 1);
    expect(measured.readings).toMatchObject({ overlap: 1, threads: 2 });
    expect(names).toEqual([`${counter.slice(0, 12)}-w0`, `${counter.slice(0, 12)}-w1`]);
    const counted = samples.at(-1)?.counters['increments'] ?? [];
    expect(counted).toHaveLength(2);
    expect(Math.max(...counted)).toBeGreaterThan(0);
  },
);

test.for(engines)(
  'exactWhereExact fails on %s, and it alone, on a counter that forgets one in 64',
  { timeout: 60_000 },
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await measure({ engine, counter: 'atomic', isForgetful: true });
    expect(failedChecks(measured)).toEqual(['exactWhereExact']);
    expect(measured.metrics['error']).toBeCloseTo(1 / 64, 3);
  },
);

test.for(engines)(
  'the approximate counter on %s is behind by less than threads x threshold, and by nothing at a threshold of 1',
  { timeout: 60_000 },
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await measure({ engine, counter: 'approximate', threshold: 1000 });
    const made = measured.perThread['threadCounts']?.reduce((sum, count) => sum + count, 0) ?? NaN;
    // Those of the warm-up count as well, so that the share is smaller still.
    expect((measured.metrics['error'] ?? NaN) * made).toBeLessThan(2 * 1000);
    const exact = await measure({ engine, counter: 'approximate', threshold: 1 });
    expect(exact.measured.metrics['error']).toBe(0);
  },
);

test.for(engines)('a thread alone loses nothing on %s', { timeout: 60_000 }, async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured } = await measure({ engine, counter: 'plain', threads: 1 });
  expect(measured.metrics['error']).toBe(0);
});
