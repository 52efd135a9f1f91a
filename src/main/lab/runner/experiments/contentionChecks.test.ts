import { expect, test } from 'vitest';
import { contentionChecks, type ContentionFacts } from './contentionChecks.ts';

const facts: ContentionFacts = {
  guarded: 10,
  acquisitions: 10,
  violations: 0,
  bypass: { count: 5, max: 1 },
  free: true,
  throughput: 1e6,
  criticalSection: 5e-7,
};
const point = { lock: 'mcs', threads: 2, criticalSection: 5e-7 } as const;
const answers = (asked: Partial<Parameters<typeof contentionChecks>[0]>, measured: Partial<ContentionFacts>) =>
  contentionChecks({ ...point, ...asked }, { ...facts, ...measured }).map(({ id, holds }) => [id, holds]);
const always = [
  ['countsAgree', true],
  ['exclusive', true],
];

test('a FIFO lock answers every check', () => {
  expect(answers({}, {})).toEqual([...always, ['fifo', true], ['serialBound', true]]);
  expect(answers({}, { bypass: { count: 5, max: 2 } })).toContainEqual(['fifo', false]);
  expect(answers({}, { throughput: 3e6 })).toContainEqual(['serialBound', false]);
});

test('without a sampled acquisition nothing is said of the order', () => {
  expect(answers({}, { bypass: { count: 0, max: 0 } })).toEqual([...always, ['serialBound', true]]);
});

test('without work under the lock nothing is said of how long it is held', () => {
  expect(answers({ criticalSection: 0 }, { criticalSection: 0 })).toEqual([...always, ['fifo', true]]);
});
