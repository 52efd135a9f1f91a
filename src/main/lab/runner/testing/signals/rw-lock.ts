/** Tests of rw-lock, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rwLock } from '../../../../../shared/lab/catalogue/rw-lock.ts';
import {
  measureLively,
  noEngine,
  openSignal,
  compiledEngines,
  untilFailed,
  type OpenSignal,
} from '../signalEngines.ts';
import { openRwLock } from '../../experiments/rw-lock.ts';

const preferences = rwLock.parameters.preference.choices.map(({ value }) => value);
const asked = { readShare: 0.5, threads: 3, criticalSection: 20e-6, duration: 0.02 };
let signal: OpenSignal;
beforeAll(async () => {
  const points = preferences.map((preference) => ({ ...asked, preference }));
  signal = await openSignal(openRwLock, points, compiledEngines);
}, 240_000);
afterAll(() => signal.close());

test.for(compiledEngines.flatMap((engine) => preferences.map((preference) => ({ engine, preference }))))(
  'with preference $preference on $engine no writer is beside anyone, and both roles get in',
  async ({ engine, preference }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples, failed } = await measureLively(signal, { ...asked, engine, preference });
    expect(failed).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(rwLock.checks));
    const { metrics, perThread, histograms } = measured;
    expect([...Object.keys(metrics), ...Object.keys(perThread), ...Object.keys(histograms)].sort()).toEqual(
      Object.keys(rwLock.metrics).sort(),
    );
    expect(metrics['readThroughput']).toBeGreaterThan(0);
    expect(metrics['writeThroughput']).toBeGreaterThan(0);
    const { acquireLatency, readLatency, writeLatency } = histograms;
    expect(acquireLatency?.count).toBe((readLatency?.count ?? NaN) + (writeLatency?.count ?? NaN));
    expect(names).toEqual(['w0', 'w1', 'w2'].map((own) => `rw-${preference}-${own}`));
    expect(Object.keys(samples.at(-1)?.counters ?? {})).toEqual(Object.keys(rwLock.live));
  },
);

test.for(compiledEngines)('noWriterBeside fails on %s with readers that do not ask', async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  expect(await untilFailed(signal, { ...asked, engine, preference: 'reader' }, 'rwOpen')).toEqual(['noWriterBeside']);
});
