/** Locks and signals on Python, beside another engine or on several interpreters in one run. */
import { expect, test } from 'vitest';
import { event } from '../../lab/catalogue/event.ts';
import { producerConsumer } from '../../lab/catalogue/producer-consumer.ts';
import { rlock } from '../../lab/catalogue/rlock.ts';
import { semaphore } from '../../lab/catalogue/semaphore.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const thrice = (value: number) => [value, value, value];

test('a semaphore on two engines is told of each, then the engines beside each other by their permits', () => {
  const at = (engine: string, threads: number, rate: number, meanInside: number) => ({
    params: { engine, threads, permits: 2 },
    metrics: {
      throughput: thrice(rate),
      maxInside: thrice(Math.min(threads, 2)),
      meanInside: thrice(meanInside),
    },
  });
  const record = signalRecord(semaphore, { kind: 'counting', duration: 0.5 }, [
    at('wasm', 1, 1e5, 1),
    at('wasm', 4, 2e5, 1.9),
    at('python', 1, 1e4, 1),
    at('python', 4, 0.5e4, 1.2),
  ]);
  expect(resultText(record)).toBe(
    'On wasm: from 1 to 4 threads 2 permits gains 100% in throughput (range of 3 repeats 100%). ' +
      'On wasm: at 4 threads at most 2 were inside with 2 permits (1.9 on average). ' +
      'On python: from 1 to 4 threads 2 permits loses 50% of its throughput (range of 3 repeats 50%). ' +
      'On python: at 4 threads at most 2 were inside with 2 permits (1.2 on average). ' +
      'At 4 threads python has 0.025 times the throughput of wasm with 2 permits (range of 3 repeats 0.025).',
  );
});

test('an event on two interpreters names each once', () => {
  const at = (interpreter: string, last: number) => ({
    params: { interpreter, waiters: 4 },
    metrics: { wakeFirst: thrice(50e-6), wakeLast: thrice(last) },
  });
  expect(
    resultText(signalRecord(event, { engine: 'python', duration: 0.5 }, [at('3.6', 120e-6), at('3.13', 100e-6)])),
  ).toMatch(
    /^On Python 3\.6: with 4 waiters the first runs 50 µs after the set and the last 120 µs \(range of 3 repeats 120 µs\)\. On Python 3\.13: with 4 waiters the first runs 50 µs after the set and the last 100 µs \(range of 3 repeats 100 µs\)\./,
  );
});

test('a queue that has no way to wait is counted once among those that have two', () => {
  const at = (queue: string, wait: Record<string, string>) => ({
    params: { queue, capacity: 16, ...wait },
    metrics: { throughput: thrice(1e5), mistakes: thrice(wait['wait'] === 'if' ? 7 : 0) },
    noisy: true,
  });
  const record = signalRecord(producerConsumer, { engine: 'python', producers: 1, consumers: 2, duration: 0.5 }, [
    at('queue.Queue', {}),
    at('Condition', { wait: 'while' }),
    at('Condition', { wait: 'if' }),
  ]);
  expect(resultText(record)).toMatch(
    /^With wait if: a woken thread went on at an empty or full queue up to 7 times in a repeat, the forced schedule included\. None of the 3 points could be judged: /,
  );
});

test('a depth is named before its number, also where it could not be judged', () => {
  const record = signalRecord(rlock, { engine: 'python', duration: 0.5 }, [
    { params: { lock: 'RLock', depth: 8 }, metrics: { latency: thrice(50e-9) }, noisy: true },
  ]);
  expect(resultText(record)).toMatch(/^RLock at depth 8 could not be judged: /);
});
