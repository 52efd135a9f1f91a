/** Tests of semaphore, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { semaphore } from '../../../../../shared/lab/catalogue/semaphore.ts';
import { measureLively, noEngine, openSignal, signalEngines, type OpenSignal } from '../signalEngines.ts';
import { openSemaphore } from '../../experiments/semaphore.ts';

const asked = { kind: 'counting', threads: 3, criticalSection: 2e-6, duration: 0.02 };
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal(openSemaphore, [{ ...asked, permits: 2 }]);
}, 240_000);
afterAll(() => signal.close());

test.for(signalEngines)('two permits on %s admit two of three threads, and both of them', async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured, names, samples, failed } = await measureLively(signal, { ...asked, engine, permits: 2 });
  expect(failed).toEqual([]);
  expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(semaphore.checks));
  expect(measured.checks.map(({ detail }) => detail)).toEqual(['at most 2 inside of 2 permitted', '2 of 2 met inside']);
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
});

test.for(
  signalEngines.flatMap((engine) => [
    { engine, check: 'withinPermits', fault: 'semaphoreGenerous' },
    { engine, check: 'permitsReached', fault: 'semaphoreStingy' },
  ]),
)('$check fails on $engine, and it alone, with $fault', async ({ engine, check, fault }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  expect((await signal.measure({ ...asked, engine, permits: 2 }, fault)).failed).toEqual([check]);
});
