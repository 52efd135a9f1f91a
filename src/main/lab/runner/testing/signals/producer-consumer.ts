/** Tests of producer-consumer, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { producerConsumer } from '../../../../../shared/lab/catalogue/producer-consumer.ts';
import { measureLively, noEngine, openSignal, signalEngines, untilFailed, type OpenSignal } from '../signalEngines.ts';
import { openProducerConsumer } from '../../experiments/producer-consumer.ts';

const asked = {
  queue: 'condition',
  producers: 1,
  consumers: 2,
  capacity: 4,
  itemWork: 0,
  wait: 'while',
  duration: 0.03,
};
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal(openProducerConsumer, [asked]);
}, 240_000);
afterAll(() => signal.close());

test.for(signalEngines)(
  'each item on %s is taken once and in order, and a woken consumer looks again',
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, names, samples, failed } = await measureLively(signal, { ...asked, engine });
    expect(failed).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(producerConsumer.checks));
    const { metrics, perThread, histograms, series = {}, outcomes = {} } = measured;
    const reported = [metrics, perThread, histograms, series, outcomes].flatMap((all) => Object.keys(all));
    expect(reported.sort()).toEqual(Object.keys(producerConsumer.metrics).sort());
    expect(metrics['throughput']).toBeGreaterThan(0);
    expect(metrics['mistakes']).toBe(0);
    expect(histograms['handoverLatency']?.count).toBeGreaterThan(0);
    for (const depth of series['depth']?.values[0] ?? [NaN]) {
      expect(depth).toBeGreaterThanOrEqual(0);
      expect(depth).toBeLessThanOrEqual(4);
    }
    expect(outcomes['forcedSchedule']).toMatchObject({ code: 'waitedAgain', asSaid: true });
    expect(names).toEqual(['queue-w0', 'queue-w1', 'queue-w2']);
    expect(Object.values(samples.at(-1)?.counters ?? {}).map(({ length }) => length)).toEqual([1, 2]);
  },
);

test.for(signalEngines)(
  'the forced schedule on %s shows what if does, and no check is asked of it',
  async (engine, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await signal.measure({ ...asked, engine, wait: 'if' });
    expect(measured.outcomes?.['forcedSchedule']).toMatchObject({ code: 'wentOn', asSaid: true });
    expect(measured.metrics['mistakes']).toBeGreaterThanOrEqual(1);
    expect(measured.checks).toEqual([]);
  },
);

test.for(
  signalEngines.flatMap((engine) => [
    { engine, check: 'eachOnce', fault: 'queueForgetful' },
    { engine, check: 'orderKept', fault: 'queueDisorderly' },
  ]),
)('$check fails on $engine, and it alone, with $fault', async ({ engine, check, fault }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  // A fault that needs 64 items, or two in the queue: on a busy machine it may take more than one repeat.
  expect(await untilFailed(signal, { ...asked, engine }, fault)).toEqual([check]);
});
