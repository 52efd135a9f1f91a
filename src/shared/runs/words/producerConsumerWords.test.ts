import { expect, test } from 'vitest';
import { producerConsumer } from '../../lab/catalogue/producer-consumer.ts';
import { addToHistogram, closeHistogram, createHistogram } from '../../statistics/histogram.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const at = (capacity: number, wait: string, rate: number, mistakes: number, queue = 'condition') => ({
  params: { capacity, wait, queue },
  metrics: { throughput: [rate * 0.95, rate, rate * 1.05], mistakes: Array<number>(3).fill(mistakes) },
});
const fixed = { engine: 'wasm', producers: 1, consumers: 1, itemWork: 1e-6, duration: 0.5 };

test('tells how throughput changes with the capacity, and nothing of mistakes where there can be none', () => {
  expect(resultText(signalRecord(producerConsumer, fixed, [at(1, 'while', 1e5, 0), at(256, 'while', 5e5, 0)]))).toBe(
    'From 1 to 256 places condition gains 400% in throughput (range of 3 repeats 352 to 453%).',
  );
});

test('tells how often a woken thread went on with if', () => {
  expect(resultText(signalRecord(producerConsumer, fixed, [at(1, 'if', 1e5, 3), at(256, 'if', 5e5, 1)]))).toMatch(
    /With if a woken thread went on at an empty or full queue up to 3 times in a repeat, the forced schedule included\.$/,
  );
});

test('names the queue of each handover where several are compared', () => {
  const handover = createHistogram('seconds', 1e-9);
  addToHistogram(handover, 3e-3);
  const record = signalRecord(producerConsumer, fixed, [at(1, 'while', 1e5, 0), at(1, 'while', 5e5, 0, 'semaphores')]);
  const points = record.points.map((point) => ({
    ...point,
    histograms: { handoverLatency: closeHistogram(handover) },
  }));
  expect(resultText({ ...record, points })).toMatch(
    /Half of the items were handed over within 3 ms with condition and 3 ms with semaphores at 1 place\.$/,
  );
});
