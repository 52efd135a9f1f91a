import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { coreToCore } from '../../../../shared/lab/catalogue/core-to-core.ts';
import { keepEngine } from '../testing/keptEngine.ts';
import { failedChecks, measureOn, nativeFromSources, wasmFromSources } from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { usableCpus } from '../testing/usableCpus.ts';
import { coreToCoreKind, openCoreToCore } from './core-to-core.ts';
import { concludePairs, pairsOf } from './coreToCoreResult.ts';

const faults = ['wrongPong', 'stoppedClock'];
const engines = ['wasm', 'native'] as const;
type Engine = (typeof engines)[number];
const kept = {
  wasm: keepEngine(() => wasmFromSources(kernelOf)({ kinds: [coreToCoreKind, ...faults], threads: 2 })),
  native: keepEngine(async () => {
    const payload = await compiledPayload({ faults: true });
    return nativeFromSources({ payload })({ kinds: [coreToCoreKind], threads: 2 });
  }),
};
afterAll(async () => void (await Promise.all([kept.wasm.close(), kept.native.close()])));

const cpus = usableCpus().slice(0, 2);
const noPair = cpus.length < 2 ? 'Only one CPU may be used here.' : null;
const why = (engine: Engine) => (engine === 'native' ? noNative : null) ?? noPair;

async function kernelOf(kind: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = kind === coreToCoreKind ? 'core-to-core' : `testing/${kind}`;
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/${name}.ts?asc`
  );
  return bytes;
}

async function measure(engine: Engine, { fault, pins = cpus }: { fault?: string; pins?: number[] } = {}) {
  const point = { engine, pairs: 10, roundTrips: 2000 };
  const openers = { [engine]: kept[engine].opener((kind) => fault ?? kind) };
  const experiment = await openCoreToCore({ points: [point], pins }, openers);
  try {
    return await measureOn(experiment, point);
  } finally {
    await experiment.close();
  }
}

describe.each(engines)('on %s', (engine) => {
  const reason = why(engine);
  const limit = { timeout: 240_000 };
  beforeEach(({ skip }) => skip(reason !== null, reason ?? ''));

  test('a line goes between two CPUs, and back in the same time', limit, async () => {
    const { measured, names, samples } = await measure(engine);
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(coreToCore.checks));
    const reported = [measured.metrics, measured.matrices ?? {}].flatMap(Object.keys);
    expect(reported.toSorted()).toEqual(Object.keys(coreToCore.metrics).toSorted());
    const { rows, columns, values } = measured.matrices?.['latency'] ?? {};
    expect([rows?.labels, columns?.labels]).toEqual([cpus.map(String), cpus.map(String)]);
    expect(values?.[0]?.[1]).toBeGreaterThan(0);
    expect(values).toEqual([
      [null, values?.[0]?.[1]],
      [values?.[0]?.[1], null],
    ]);
    expect(measured.readings['pins']).toBe(1);
    expect(names).toEqual(['core-w0', 'core-w1']);
    // The pair is done twice, the first time to warm up.
    expect(samples.at(-1)?.counters['roundTrips']).toEqual([6000, 6000]);
  });

  test('pingIsPong fails, and it alone, where the answer is another', limit, async () => {
    expect(failedChecks((await measure(engine, { fault: 'wrongPong' })).measured)).toEqual(['pingIsPong']);
  });

  test('positive fails, and it alone, by a clock that stands still', limit, async () => {
    expect(failedChecks((await measure(engine, { fault: 'stoppedClock' })).measured)).toEqual(['positive']);
  });

  test('without a pin there is no matrix, and the reason is told', limit, async () => {
    const { measured } = await measure(engine, { pins: [cpus[0] ?? 0, 8191] });
    expect([measured.matrices, measured.metrics, measured.checks]).toEqual([undefined, {}, []]);
    expect(measured.notAvailable?.['latency']).toMatch(/^Cannot pin thread \d+ to CPU 8191\. Without a pin nobody/);
    expect(measured.readings['pins']).toBe(0);
  });
});

test.each([
  [4, 100, 6],
  [4, 3, 3],
  [64, 2016, 2016],
  [256, 2016, 2016],
])('of %i CPUs at most %i pairs are %i', (threads, most, count) => {
  const pairs = pairsOf(threads, most);
  expect(pairs).toHaveLength(count);
  expect(pairs.every(({ first, second }) => first < second && second < threads)).toBe(true);
});

test('a line that comes sooner than a load from L1 is not above it', () => {
  const measured = { cpus: [0, 1], load: 2e-9, mistakes: 0, turns: [5, 5], wanted: 5 };
  const { checks } = concludePairs({ ...measured, timed: [{ first: 0, second: 1, latency: 1e-9 }] });
  expect(checks.map(({ id, holds }) => [id, holds])).toEqual([
    ['pingIsPong', true],
    ['positive', true],
    ['aboveL1', false],
  ]);
});
