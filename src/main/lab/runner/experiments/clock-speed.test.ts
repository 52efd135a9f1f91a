import { beforeAll, describe, expect, test } from 'vitest';
import { clockSpeed } from '../../../../shared/lab/catalogue/clock-speed.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import { failedChecks, measureOnce, nativeFromSources, wasmFromSources } from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { until } from '../testing/until.ts';
import { concludeClock, type ClockStretch } from './clockResult.ts';
import { openClockSpeed } from './clock-speed.ts';

const engines = ['wasm', 'native'] as const;
const noEngine = (engine: EngineName) => (engine === 'native' ? noNative : null);
const payloads = { usual: '', shortened: '' };
beforeAll(async () => {
  if (noNative !== null) return;
  payloads.usual = await compiledPayload();
  payloads.shortened = await compiledPayload({ broken: true });
}, 240_000);

/** Until every thread had a turn. */
function measureAll(engine: EngineName, threads: number) {
  return until(
    10,
    ({ measured }) => measured.perThread['threadClocks'] !== undefined,
    () => measure(engine, threads),
  );
}

function measure(engine: EngineName, threads: number, { shortened = false } = {}) {
  const opener =
    engine === 'native'
      ? nativeFromSources({ payload: shortened ? payloads.shortened : payloads.usual })
      : wasmFromSources(() => kernel(shortened ? 'testing/shortChain' : 'clock-speed'));
  return measureOnce(openClockSpeed, { engine, threads, duration: 0.2 }, { [engine]: opener });
}

async function kernel(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/${name}.ts?asc`
  );
  return bytes;
}

describe('the clock', () => {
  test.for(engines)(
    'of %s is plausible, and all is reported that the catalogue declares',
    { timeout: 60_000 },
    async (engine, { skip }) => {
      skip(noEngine(engine) !== null, noEngine(engine) ?? '');
      const { measured, names, samples } = await measureAll(engine, 2);
      expect(failedChecks(measured)).not.toContain('plausible');
      expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(clockSpeed.checks));
      expect(names).toEqual(['clock-w0', 'clock-w1']);
      const declared = Object.keys(clockSpeed.metrics).filter((name) => name !== 'reportedClock'); // the backend's to read
      const reported = [measured.metrics, measured.perThread, measured.series ?? {}].flatMap(Object.keys);
      expect(reported.toSorted()).toEqual(declared.toSorted());
      expect(measured.perThread['threadClocks']).toHaveLength(2);
      const additions = samples.map(({ counters }) => counters['additions']?.[0] ?? NaN);
      expect(additions.at(-1)).toBeGreaterThan(additions[0] ?? NaN);
      const series = measured.series?.['clockOverTime'];
      expect(series?.values).toHaveLength(2);
      expect(series?.values[0]).toHaveLength(series?.at.length ?? NaN);
      expect(series?.at).toEqual(series?.at.toSorted((a, b) => a - b));
    },
  );

  test.for(engines)('of one thread on %s has nothing to be compared with', async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await measure(engine, 1);
    expect(measured.checks.map(({ id }) => id)).toEqual(['plausible']);
    expect(Object.keys(measured.metrics)).not.toContain('aloneClock');
  });

  test.for(engines)('of %s that is read from a shortened chain fails the check for it', async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await measure(engine, 1, { shortened: true });
    expect(failedChecks(measured)).toEqual(['plausible']);
  });

  // The same core runs both chains: were one shortened by its compiler, they would differ by a whole factor.
  test('is the same by both engines, neither chain being shortened', async ({ skip }) => {
    skip(noNative !== null, noNative ?? '');
    const [wasm, native] = [await measure('wasm', 1), await measure('native', 1)];
    const ratio = Number(wasm.measured.metrics['effectiveClock']) / Number(native.measured.metrics['effectiveClock']);
    expect(ratio).toBeGreaterThan(0.67);
    expect(ratio).toBeLessThan(1.5);
  });
});

describe('a repeat', () => {
  const observed = (at: number) => ({ at, turns: [], contended: [], times: [] });

  /** Clocks by thread and window of 50 ms from second 10; a multiply takes three cycles. */
  function stretchOf(clocks: readonly (readonly number[])[], from = 10, to = 11): ClockStretch {
    const chains = clocks.map((own) =>
      own.map((clock, i) => ({ at: 10 + (i + 0.5) * 0.05, add: 1 / clock, multiply: 3 / clock })),
    );
    const done = { entered: 10, left: 12, clockBefore: 3e9, clockAfter: 3e9, criticalSection: 0, thinkTime: 0 };
    return {
      stretch: { before: observed(from), after: observed(to), drift: 0 },
      done: clocks.map(() => done),
      chains,
    };
  }
  const point = (threads: number) => ({ engine: 'wasm' as const, threads, duration: 1 });

  test('counts the fastest window of each thread, and of the threads the middle one', () => {
    const { metrics, perThread } = concludeClock(point(3), stretchOf([[1e9, 3e9], [2e9], [2.5e9]]), [
      stretchOf([[3e9]]),
    ]);
    expect(perThread['threadClocks']).toEqual([3e9, 2e9, 2.5e9].map((clock) => expect.closeTo(clock, -1)));
    expect(metrics['effectiveClock']).toBeCloseTo(2.5e9, -1);
    expect(metrics['multiplyCycles']).toBeCloseTo(3, 9);
  });

  test('leaves out the windows outside of the counted stretch', () => {
    const { metrics, series } = concludeClock(point(1), stretchOf([[4e9, 2e9, 3e9, 5e9]], 10.04, 10.14), []);
    expect(metrics['effectiveClock']).toBeCloseTo(4e9, -1);
    // Over time those alone that lie in it altogether.
    expect(series?.['clockOverTime']?.values).toEqual([[expect.closeTo(2e9, -1)]]);
  });

  test.each([
    [2.0e9, true],
    [2.03e9, true],
    [2.05e9, false],
  ])('at %d Hz together, 2 GHz alone: not faster is %s', (together, holds) => {
    const { checks } = concludeClock(point(2), stretchOf([[together], [together]]), [
      stretchOf([[1e9]]),
      stretchOf([[2e9]]),
    ]);
    expect(checks.find(({ id }) => id === 'allNotFaster')?.holds).toBe(holds);
  });

  test.each([0.2e9, 8e9])('with one thread at %d Hz is not plausible, whatever the others do', (clock) => {
    const { checks } = concludeClock(point(2), stretchOf([[2e9], [clock]]), [stretchOf([[9e9]])]);
    expect(checks.filter(({ holds }) => !holds).map(({ id }) => id)).toEqual(['plausible']);
  });

  test('whose threads had no turn says nothing', () => {
    const { metrics, checks, perThread } = concludeClock(point(1), stretchOf([[]]), []);
    expect([metrics['effectiveClock'], checks, perThread]).toEqual([null, [], {}]);
  });

  test('that is long keeps few windows, and the fastest of each', () => {
    const clocks = Array.from({ length: 1000 }, (_, i) => (i === 500 ? 4e9 : 3e9));
    const series = concludeClock(point(1), stretchOf([clocks], 10, 70), []).series?.['clockOverTime'];
    expect(series?.at.length).toBeLessThanOrEqual(100);
    expect(Math.max(...(series?.values[0] ?? []).map(Number))).toBeCloseTo(4e9, -1);
  });
});
