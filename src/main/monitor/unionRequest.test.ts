import { expect, test } from 'vitest';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import { asksForMore, unionRequest } from './unionRequest.ts';

const base: WatchRequest = {
  interval: 2,
  processFields: ['pid', 'name'],
  threadFields: ['tid'],
  threadsOf: [{ pid: 7, startTicks: 1 }],
  only: null,
  visible: [7],
};

test('of nobody is nothing, of one is what it asks', () => {
  expect([unionRequest([]), unionRequest([base])]).toEqual([null, base]);
});

test('serves all: shortest interval, every field and row once', () => {
  const other: WatchRequest = {
    interval: 0.5,
    processFields: ['name', 'cpu'],
    threadFields: [],
    threadsOf: [
      { pid: 7, startTicks: 1 },
      { pid: 7, startTicks: 2 },
    ],
    only: 7,
    visible: [8],
  };
  expect(unionRequest([base, other])).toEqual({
    interval: 0.5,
    processFields: ['pid', 'name', 'cpu'],
    threadFields: ['tid'],
    threadsOf: other.threadsOf,
    only: null,
    visible: [7, 8],
  });
  expect(unionRequest([other, { ...base, only: 7, threadsOf: 'all' }])).toMatchObject({ only: 7, threadsOf: 'all' });
});

test.each<[Partial<WatchRequest>, boolean]>([
  [{}, false],
  [{ interval: 0.1 }, false],
  [{ visible: [1, 2] }, false],
  [{ processFields: ['pid'] }, false],
  [{ threadsOf: [] }, false],
  [{ processFields: ['cpu'] }, true],
  [{ threadFields: ['cpu'] }, true],
  [{ threadsOf: [{ pid: 7, startTicks: 2 }] }, true],
  [{ threadsOf: 'all' }, true],
  [{ only: 7 }, false],
])('%j asks for more: %s', (change, expected) => {
  expect(asksForMore(base, { ...base, ...change })).toBe(expected);
});

test('all after one, or another one, asks for more', () => {
  expect(asksForMore({ ...base, only: 7 }, base)).toBe(true);
  expect(asksForMore({ ...base, only: 7 }, { ...base, only: 8 })).toBe(true);
});

test('a narrower request than all threads asks for no more', () => {
  expect(asksForMore({ ...base, threadsOf: 'all' }, base)).toBe(false);
});
