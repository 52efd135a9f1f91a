/** Tests of producer-consumer, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { producerConsumer } from '../../../../../shared/lab/catalogue/producer-consumer.ts';
import { measureLively, noEngine, openSignal, untilFailed, type OpenSignal } from '../signalEngines.ts';
import { openProducerConsumer } from '../../experiments/producer-consumer.ts';

const queues = [
  { engine: 'wasm', queue: 'condition' },
  { engine: 'native', queue: 'condition' },
  { engine: 'node', queue: 'ring' },
  { engine: 'python', queue: 'Condition' },
] as const;
const asked = {
  producers: 1,
  consumers: 2,
  capacity: 4,
  itemWork: 0,
  wait: 'while',
  duration: 0.03,
};
let signal: OpenSignal;
beforeAll(async () => {
  const points = queues.map(({ queue }) => ({ ...asked, queue }));
  signal = await openSignal(openProducerConsumer, points, ['wasm', 'native', 'node', 'python'], 'producer_consumer');
}, 240_000);
afterAll(() => signal.close());

test.for([...queues, { engine: 'python', queue: 'queue.Queue' } as const])(
  'each item of $queue on $engine is taken once and in order, and a woken consumer looks again',
  async ({ engine, queue }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    // queue.Queue waits in its own way: its points do not say how.
    const { wait, ...rest } = asked;
    const point = { ...rest, engine, queue, ...(queue !== 'queue.Queue' && { wait }) };
    const { measured, names, samples, failed } = await measureLively(signal, point);
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

test.for(queues)(
  'the forced schedule of $queue on $engine shows what if does, and no check is asked of it',
  async ({ engine, queue }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured } = await signal.measure({ ...asked, engine, queue, wait: 'if' });
    expect(measured.outcomes?.['forcedSchedule']).toMatchObject({ code: 'wentOn', asSaid: true });
    expect(measured.metrics['mistakes']).toBeGreaterThanOrEqual(1);
    expect(measured.checks).toEqual([]);
  },
);

test.for(
  queues.flatMap((own) => [
    { ...own, check: 'eachOnce', fault: 'queueForgetful' },
    { ...own, check: 'orderKept', fault: 'queueDisorderly' },
  ]),
)('$check fails on $engine, and it alone, with $fault', async ({ engine, queue, check, fault }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  // A fault that needs 64 items, or two in the queue: on a busy machine it may take more than one repeat.
  expect(await untilFailed(signal, { ...asked, engine, queue }, fault)).toEqual([check]);
});
