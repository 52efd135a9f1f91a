/** cache-latency and memory-bandwidth, on engines that their tests share, with planted faults ready to take the place of the loops. */
import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { cacheLatency } from '../../../../shared/lab/catalogue/cache-latency.ts';
import { memoryBandwidth } from '../../../../shared/lab/catalogue/memory-bandwidth.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { keepEngine } from '../testing/keptEngine.ts';
import {
  failedChecks,
  measureOnce,
  nativeFromSources,
  wasmFromSources,
  type Open,
  type Outcome,
} from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { until } from '../testing/until.ts';
import { usableCpus } from '../testing/usableCpus.ts';
import { openCacheLatency } from './cache-latency.ts';
import { chaseKind, latencyIn } from './chase.ts';
import { concludeBandwidth, moveKind, openMemoryBandwidth, type MovedStretch } from './memory-bandwidth.ts';

vi.mock('../steadyRate.ts', () => ({ warmUp: () => Promise.resolve({ rate: 1e5, drift: 0 }) }));

const KiB = 1024;
const MiB = 1024 * KiB;

const kernels: Readonly<Record<string, string>> = {
  [chaseKind]: 'cache-latency',
  [moveKind]: 'memory-bandwidth',
  manyCycles: 'testing/manyCycles',
  halfMoved: 'testing/halfMoved',
};
const threads = 2;
const kept = {
  wasm: keepEngine(() => wasmFromSources(kernelOf)({ kinds: Object.keys(kernels), threads, workingSet: 4 * MiB })),
  native: keepEngine(async () =>
    nativeFromSources({ payload: await compiledPayload({ faults: true }) })({ kinds: [chaseKind], threads }),
  ),
};
afterAll(() => Promise.all([kept.wasm.close(), kept.native.close()]));

async function kernelOf(kind: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/${kernels[kind]}.ts?asc`
  );
  return bytes;
}

const engines = ['wasm', 'native'] as const;
const noEngine = (engine: EngineName) => (engine === 'native' ? noNative : null);

/** `planted`: what runs in the place of which kind. */
function measure(
  open: Open,
  engine: (typeof engines)[number],
  point: PointParameters,
  planted: Readonly<Record<string, string>> = {},
) {
  return measureOnce(
    open,
    { engine, duration: 0.03, ...point },
    { [engine]: kept[engine].opener((kind) => planted[kind] ?? kind) },
  );
}

/** In 30 ms of a busy machine no thread, or not the first, may have had a turn. */
function whereMoved(metric: string, counter: string, take: () => Promise<Outcome>): Promise<Outcome> {
  const moved = ({ measured, samples }: Outcome) =>
    [measured.metrics[metric], samples.at(-1)?.counters[counter]?.[0]].every((value) => (value ?? NaN) > 0);
  return until(10, moved, take);
}

const set = { workingSet: 64 * KiB, stride: 64, order: 'random' };
const own = (engine: EngineName) => (engine === 'native' ? { pages: 'small' } : {});

describe.for(engines)('cache-latency on %s', (engine) => {
  const latency = (point: PointParameters, planted?: Readonly<Record<string, string>>) =>
    measure(openCacheLatency, engine, { ...set, ...own(engine), ...point }, planted);

  test('measures all that the catalogue declares, on one cycle', { timeout: 240_000 }, async ({ skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples } = await whereMoved('loadLatency', 'loads', () => latency({}));
    expect(measured.checks).toEqual([
      { id: 'oneCycle', holds: true, detail: 'back at the first of 1,024 elements after 1,024 loads' },
    ]);
    const declared = Object.keys(cacheLatency.metrics).filter((name) => engine === 'native' || name !== 'hugeShare');
    expect(Object.keys(measured.metrics).toSorted()).toEqual(declared.toSorted());
    for (const name of ['loadLatency', 'loadCycles']) expect(measured.metrics[name]).toBeGreaterThan(0);
    expect(names).toEqual(['load-w0']);
    expect(Object.keys(samples[0]?.counters ?? {})).toEqual(Object.keys(cacheLatency.live));
    expect(samples.at(-1)?.counters['loads']?.[0]).toBeGreaterThan(0);
  });

  test.for([
    ['in sequence', { order: 'sequential' }],
    ['whose size is no multiple of the stride', { workingSet: 10_000, stride: 24 }],
    ['of few elements far apart', { workingSet: 4096, stride: 2048 }],
  ] as const)('links a set %s into one cycle', async ([, point], { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    expect(failedChecks((await latency(point)).measured)).toEqual([]);
  });

  test('whose shuffle leaves several cycles fails the check for it alone', async ({ skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await latency({}, { [chaseKind]: 'manyCycles' });
    expect(failedChecks(measured)).toEqual(['oneCycle']);
    expect(measured.checks[0]?.detail).toMatch(/^of 1,024 elements the first came again after /);
  });
});

test('a thread that is moved meanwhile has lost its pin', async () => {
  const [first = 0] = usableCpus();
  const point = { engine: 'wasm', duration: 0.03, ...set };
  const experiment = await openCacheLatency({ points: [point], pins: [first, first] }, { wasm: kept.wasm.opener() });
  const pinsAfter = async (started: (tids: readonly number[]) => void) => {
    const { readings } = await experiment.measure(point, 1, {
      started: (threads) => started(threads.map(({ tid }) => tid)),
      sample: () => undefined,
    });
    return readings['pins'];
  };
  expect(await pinsAfter(() => undefined)).toBe(1);
  const free = (tids: readonly number[]) =>
    tids.forEach((tid) => execFileSync('taskset', ['-p', '-c', usableCpus().join(','), String(tid)]));
  expect(await pinsAfter(free)).toBe(usableCpus().length > 1 ? 0.5 : 1); // of both threads that the engine has
});

test('of pages what Linux gave is told, and small ones are small', async ({ skip }) => {
  skip(noNative !== null, noNative ?? '');
  const share = async (pages: string) =>
    (await measure(openCacheLatency, 'native', { ...set, workingSet: 4 * MiB, pages })).measured.metrics['hugeShare'];
  expect(await share('small')).toBe(0);
  const huge = await share('huge');
  expect(huge === 0 || Number(huge) > 0.5).toBe(true); // none where Linux has none to give
});

test('the latency is that of the middle window within the counted stretch', () => {
  const at = (seconds: number) => ({ at: seconds, turns: [], contended: [], times: [] });
  const windows = [900, 100, 300, 0, 200, 900].map((nanoseconds) => nanoseconds * 16_384);
  expect(latencyIn({ before: at(10.06), after: at(10.24) }, windows, 10)).toBeCloseTo(200e-9, 12);
  expect(latencyIn({ before: at(11), after: at(12) }, windows, 10)).toBeNaN();
});

describe.for(engines)('memory-bandwidth on %s', (engine) => {
  const moving = (point: PointParameters, planted?: Readonly<Record<string, string>>) =>
    measure(openMemoryBandwidth, engine, { workingSet: 2 * MiB, threads, ...point }, planted);

  test.for(['read', 'write', 'copy', 'triad'])(
    '%s moves what it counts, and half of it fails the check for that alone',
    { timeout: 240_000 },
    async (operation, { skip }) => {
      skip(noEngine(engine) !== null, noEngine(engine) ?? '');
      const { measured, names, samples } = await whereMoved('bytesPerSecond', 'bytes', () => moving({ operation }));
      expect(failedChecks(measured)).not.toContain('sumsAgree');
      expect(measured.metrics['bytesPerSecond']).toBeGreaterThan(0);
      const declared = Object.keys(memoryBandwidth.metrics);
      expect([...Object.keys(measured.metrics), ...Object.keys(measured.perThread)].toSorted()).toEqual(
        declared.toSorted(),
      );
      expect(names).toEqual(['move-w0', 'move-w1']);
      expect(samples.at(-1)?.counters['bytes']?.[0]).toBeGreaterThan(0);
      const half = await moving({ operation }, { [moveKind]: 'halfMoved' });
      expect(failedChecks(half.measured).filter((id) => id !== 'linesInFlight')).toEqual(['sumsAgree']);
    },
  );
});

describe('lines in flight', () => {
  const point = { engine: 'wasm' as const, operation: 'read' as const, threads: 2, workingSet: MiB, duration: 1 };
  const done = { entered: 9, left: 12, clockBefore: 3e9, clockAfter: 3e9, criticalSection: 0, thinkTime: 0 };

  /** Both threads at `rate` bytes a second. */
  function conclude(rate: number, latency: number) {
    const at = (seconds: number, bytes: number) => ({
      at: seconds,
      turns: [bytes, bytes],
      contended: [0, 0],
      times: [],
    });
    const moved: MovedStretch = {
      stretch: { before: at(10, 1000), after: at(11, 1000 + rate), drift: 0 },
      done: [done, done],
      agree: true,
      sums: [],
    };
    return concludeBandwidth(point, moved, latency);
  }

  test.each([
    [10e9, 100e-9, 15.6, []],
    [0.5e9, 100e-9, 0.8, ['linesInFlight']],
    [70e9, 100e-9, 109, ['linesInFlight']],
  ])('of threads at %d bytes a second and %d s a load', (rate, latency, lines, failed) => {
    const measured = conclude(rate, latency);
    expect(measured.metrics['bytesPerSecond']).toBe(2 * rate);
    expect(measured.metrics['linesInFlight']).toBeCloseTo(lines, 0);
    expect(failedChecks(measured)).toEqual(failed);
  });

  test('are not judged where loads come from a near cache', () => {
    expect(conclude(10e9, 4e-9).checks.map(({ id }) => id)).toEqual(['sumsAgree']);
    expect(conclude(10e9, NaN).checks.map(({ id }) => id)).toEqual(['sumsAgree']);
  });
});
