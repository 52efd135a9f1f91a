import { expect, test } from 'vitest';
import { falseSharing } from '../../lab/catalogue/false-sharing.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

/** Million additions a second by threads and stride, three repeats each. */
function wordsOf(lines: Readonly<Record<number, Readonly<Record<number, number>>>>, noisyThreads = 0): string {
  const shapes = Object.entries(lines).flatMap(([threads, byStride]) =>
    Object.entries(byStride).map(([stride, million]) => ({
      params: { threads: Number(threads), stride: Number(stride) },
      metrics: { throughput: [0.98, 1, 1.02].map((share) => share * million * 1e6) },
      noisy: Number(threads) === noisyThreads,
    })),
  );
  return resultText(signalRecord(falseSharing, { engine: 'wasm', duration: 0.2 }, shapes));
}

const alone = { 8: 600, 32: 600, 64: 600, 128: 600 };

test('counters close together are told against those far apart, with the step and against one thread', () => {
  expect(wordsOf({ 1: alone, 2: { 8: 400, 32: 410, 64: 1190, 128: 1200 } })).toBe(
    '128 B apart 2 threads count 3 times as fast as 8 B apart (range of 3 repeats 2.9 to 3.1). ' +
      'The step lies between 32 B and 64 B, with 2 threads: from there on each counter has a cache line of its own. ' +
      '8 B apart 2 threads count 0.67 times as much as one alone (0.64 to 0.69) and 128 B apart 2 times (1.9 to 2.1).',
  );
});

test('without 8 and 128 B the ends are told', () => {
  expect(wordsOf({ 2: { 4: 300, 64: 900 } })).toContain('64 B apart 2 threads count 3 times as fast as 4 B apart');
});

test('threads that do not mind each other have no step', () => {
  const words = wordsOf({ 2: alone });
  expect(words).toContain('128 B apart 2 threads count 1 times as fast as 8 B apart');
  expect(words).toContain('No step is seen with 2 threads');
});

test('of several numbers of threads the most and the least affected', () => {
  const words = wordsOf({ 2: { 8: 400, 128: 1200 }, 4: { 8: 400, 128: 2400 } });
  expect(words).toContain('128 B apart 4 threads count 6 times as fast as 8 B apart');
  expect(words).toContain('and 2 threads 3 times');
});

test('one thread shares with nobody', () => {
  expect(wordsOf({ 1: alone })).toContain('From stride 8 B to 128 B 1 thread keeps 100% of its throughput');
});

test('a disturbed line is only told as such', () => {
  const words = wordsOf({ 1: alone, 2: { 8: 400, 128: 1200 } }, 2);
  expect(words).toContain('could not be judged');
  expect(words).not.toContain('times');
});
