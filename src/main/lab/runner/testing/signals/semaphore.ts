/** Tests of semaphore, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { semaphore } from '../../../../../shared/lab/catalogue/semaphore.ts';
import { measureLively, noEngine, openSignal, signalEngines, type OpenSignal } from '../signalEngines.ts';
import { openSemaphore } from '../../experiments/semaphore.ts';

const asked = { kind: 'counting', permits: 2, threads: 3, criticalSection: 2e-6, duration: 0.02 };
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal(openSemaphore, [asked], signalEngines, 'semaphore');
}, 240_000);
afterAll(() => signal.close());

const kinds = [
  ...signalEngines.map((engine) => ({ engine, kind: 'counting' })),
  { engine: 'python', kind: 'bounded' },
] as const;
test.for(kinds)(
  'two permits of a $kind one on $engine admit two of three threads, and both of them',
  async ({ engine, kind }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples, failed } = await measureLively(signal, { ...asked, engine, kind });
    expect(failed).toEqual([]);
    expect(measured.checks.map(({ id, detail }) => [id, detail])).toEqual(
      [
        ['withinPermits', 'at most 2 inside of 2 permitted'],
        ['permitsReached', '2 of 2 met inside'],
        ['boundedRefuses', 'one release more than its 2 was refused'],
      ].slice(0, kind === 'bounded' ? 3 : 2),
    );
    const { metrics, perThread, histograms } = measured;
    expect([...Object.keys(metrics), ...Object.keys(perThread), ...Object.keys(histograms)].sort()).toEqual(
      Object.keys(semaphore.metrics).sort(),
    );
    expect(metrics['throughput']).toBeGreaterThan(0);
    expect(metrics['maxInside']).toBe(2);
    expect(metrics['meanInside']).toBeGreaterThanOrEqual(1);
    expect(metrics['meanInside']).toBeLessThanOrEqual(2);
    expect(histograms['acquireLatency']?.count).toBeGreaterThan(0);
    expect(names).toEqual(['semaphore-w0', 'semaphore-w1', 'semaphore-w2']);
    expect(Object.keys(samples.at(-1)?.counters ?? {})).toEqual(Object.keys(semaphore.live));
  },
);

test.for(
  signalEngines.flatMap((engine) => [
    { engine, check: 'withinPermits', fault: 'semaphoreGenerous' },
    { engine, check: 'permitsReached', fault: 'semaphoreStingy' },
    ...(engine === 'python' ? [{ engine, kind: 'bounded', check: 'boundedRefuses', fault: 'semaphoreBoundless' }] : []),
  ]),
)('$check fails on $engine, and it alone, with $fault', async ({ engine, check, fault, ...kind }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  expect((await signal.measure({ ...asked, ...kind, engine }, fault)).failed).toEqual([check]);
});
