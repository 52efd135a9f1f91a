/** Tests of gil-scaling on the engines with threads, run by signals.test.ts: its loop shares their engines. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gilScaling } from '../../../../../shared/lab/catalogue/gil-scaling.ts';
import { openGilScaling } from '../../experiments/gil-scaling.ts';
import { noEngine, openSignal, compiledEngines, type OpenSignal } from '../signalEngines.ts';

const asked = { workers: 3, duration: 0.02 };
const noProgram = () => {
  throw new Error('No program is asked.');
};
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal(
    (order, openers) => openGilScaling(order, openers, noProgram),
    [{ ...asked, mode: 'threads', body: 'arithmetic' }],
    compiledEngines,
  );
}, 240_000);
afterAll(() => signal.close());

test.for(
  compiledEngines.flatMap((engine) => [
    { engine, mode: 'serial', body: 'arithmetic' },
    { engine, mode: 'threads', body: 'strings' },
  ]),
)('$mode of $body on $engine does the work that it must', async ({ engine, mode, body }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured, names, samples, failed } = await signal.measure({ ...asked, engine, mode, body });
  expect(failed).toEqual([]);
  expect(measured.checks.map(({ id }) => id)).toEqual(['sameWork']);
  expect([...Object.keys(measured.metrics), ...Object.keys(measured.perThread)]).toEqual(
    Object.keys(gilScaling.metrics),
  );
  expect(names).toEqual(mode === 'serial' ? ['serial-w0'] : ['threads-w0', 'threads-w1', 'threads-w2']);
  expect(samples.at(-1)?.counters['units']).toHaveLength(names.length);
  expect(measured.achieved['oneWorker']).not.toBeNaN();
});

test.for(compiledEngines)('sameWork fails on %s where a unit is counted and not done', async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { failed } = await signal.measure({ ...asked, engine, mode: 'threads', body: 'arithmetic' }, 'unitWorkLazy');
  expect(failed).toEqual(['sameWork']);
});
