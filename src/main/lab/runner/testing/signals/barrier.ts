/** Tests of barrier, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barrier } from '../../../../../shared/lab/catalogue/barrier.ts';
import { measureLively, noEngine, openSignal, signalEngines, untilFailed, type OpenSignal } from '../signalEngines.ts';
import { openBarrier } from '../../experiments/barrier.ts';

const asked = { parties: 3, work: 20e-6, straggler: 1, duration: 0.03 };
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal(openBarrier, [asked], signalEngines, 'barrier');
}, 240_000);
afterAll(() => signal.close());

test.for(signalEngines)(
  'three parties on %s stay in one phase, and wait for the straggler',
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples, failed } = await measureLively(signal, { ...asked, engine });
    expect(failed).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(barrier.checks));
    const { metrics, perThread } = measured;
    expect([...Object.keys(metrics), ...Object.keys(perThread)].sort()).toEqual(Object.keys(barrier.metrics).sort());
    expect(metrics['phasesPerSecond']).toBeGreaterThan(0);
    expect(metrics['waitShare']).toBeGreaterThan(0);
    expect(metrics['waitShare']).toBeLessThan(1);
    expect(names).toEqual(['barrier-w0', 'barrier-w1', 'barrier-w2']);
    const phases = samples.at(-1)?.counters['phases'] ?? [];
    expect(Math.max(...phases) - Math.min(...phases)).toBeLessThanOrEqual(1);
  },
);

test.for(signalEngines)(
  'onePhase fails on %s with a barrier that waits for one party fewer',
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    // Two parties of which none waits for the other; on a busy machine they may by chance keep step for a while.
    expect(await untilFailed(signal, { ...asked, parties: 2, engine }, 'barrierEarly')).toEqual(['onePhase']);
  },
);
