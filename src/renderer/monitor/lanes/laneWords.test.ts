import { expect, test } from 'vitest';
import { samplingWords, spanWords } from './laneWords.ts';

test.each([
  [
    { run: 0.6, wait: 0.1, rest: 2, state: 'S', channel: 'futex_do_wait' },
    'Running 60%, Waiting for a CPU 10%, Lock 30% (a lock or condition variable, in futex_do_wait), last on CPU 4',
  ],
  [{ run: 1, wait: 0, rest: 5, state: 'S', channel: 'futex_do_wait' }, 'Running 100%, last on CPU 4'],
  [{ run: 0, wait: 0, rest: 4, state: 'T', channel: null }, 'Stopped 100%, last on CPU 4'],
])('%j', (span, words) => {
  expect(spanWords({ from: 0, to: 1, cpu: 4, ...span })).toBe(words);
});

test.each([
  [
    { rate: 50, achieved: 48.7, cost: 0.017, threads: 8 },
    '49 samples a second, this process alone, 1.7% of a core. What lasts less than a sample is counted, but not placed.',
  ],
  [
    { rate: 0.5, achieved: 0.5, cost: null, threads: 6000 },
    'A sample every 2 s, this process alone. What lasts less than a sample is counted, but not placed. The first 5,000 of 6,000 threads.',
  ],
])('%j', (sampling, words) => expect(samplingWords(sampling)).toBe(words));
