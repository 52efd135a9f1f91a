import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { falseSharing } from '../../../../shared/lab/catalogue/false-sharing.ts';
import { keepEngine } from '../testing/keptEngine.ts';
import { failedChecks, measureOn, nativeFromSources, wasmFromSources } from '../testing/measureOnce.ts';
import { compiledPayload, noNative } from '../testing/nativePayload.ts';
import { until } from '../testing/until.ts';
import { usableCpus } from '../testing/usableCpus.ts';
import { falseSharingKind, openFalseSharing } from './false-sharing.ts';

vi.mock('../steadyRate.ts', () => ({ warmUp: () => Promise.resolve({ rate: 1e5, drift: 0 }) }));

const fault = 'twoAtOnce';
const engines = ['wasm', 'native'] as const;
type Engine = (typeof engines)[number];
const kept = {
  wasm: keepEngine(() => wasmFromSources(kernelOf)({ kinds: [falseSharingKind, fault], threads: 2 })),
  native: keepEngine(async () => {
    const payload = await compiledPayload({ faults: true });
    return nativeFromSources({ payload })({ kinds: [falseSharingKind], threads: 2 });
  }),
};
afterAll(async () => void (await Promise.all([kept.wasm.close(), kept.native.close()])));

async function kernelOf(kind: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = kind === fault ? `testing/${kind}` : 'false-sharing';
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/${name}.ts?asc`
  );
  return bytes;
}

interface Asked {
  stride?: number;
  planted?: string;
  pins?: number[] | null;
}

async function measure(engine: Engine, { stride = 4, planted, pins = null }: Asked = {}) {
  const point = { engine, threads: 2, stride, duration: 0.03 };
  const openers = { [engine]: kept[engine].opener((kind) => planted ?? kind) };
  const experiment = await openFalseSharing({ points: [point], pins }, openers);
  try {
    return await measureOn(experiment, point);
  } finally {
    await experiment.close();
  }
}

/** In 30 ms of a busy machine no thread may have had a turn. */
function measureMoved(engine: Engine, asked: Asked) {
  return until(
    10,
    ({ measured }) => (measured.metrics['throughput'] ?? NaN) > 0,
    () => measure(engine, asked),
  );
}

describe.each(engines)('on %s', (engine) => {
  const reason = engine === 'native' ? noNative : null;
  const limit = { timeout: 240_000 };
  beforeEach(({ skip }) => skip(reason !== null, reason ?? ''));

  test.each([4, 7, 512])(
    'every counter %i B apart shows what was added',
    async (stride) => {
      const { measured, names, samples } = await measureMoved(engine, { stride });
      expect(failedChecks(measured)).toEqual([]);
      expect(measured.checks.map(({ id }) => id)).toEqual(['countsAgree']); // the other is one of the whole sweep
      const reported = [measured.metrics, measured.perThread].flatMap(Object.keys);
      expect(reported.toSorted()).toEqual(Object.keys(falseSharing.metrics).toSorted());
      expect(measured.metrics['throughput']).toBeGreaterThan(0);
      expect(names).toEqual(['counter-w0', 'counter-w1']);
      expect(Object.keys(samples.at(-1)?.counters ?? {})).toEqual(Object.keys(falseSharing.live));
    },
    240_000,
  );

  test('countsAgree fails where an addition counts twice', limit, async () => {
    expect(failedChecks((await measure(engine, { planted: fault })).measured)).toEqual(['countsAgree']);
  });

  test('pins are told where there are some, and missed by nobody', limit, async () => {
    const [first = 0] = usableCpus();
    expect((await measure(engine, { pins: [first, first] })).measured.readings['pins']).toBe(1);
    const { measured } = await measureMoved(engine, { pins: [first, 8191] });
    expect(measured.readings).not.toHaveProperty('pins');
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
  });
});
