import { expect, test } from 'vitest';
import { startCost } from '../../../shared/lab/catalogue/start-cost.ts';
import { signalRecord } from '../../../shared/runs/testing/countingRecords.ts';
import { environmentOf } from '../environment.ts';
import { judgeSweeps } from '../sweepChecks.ts';
import { testMachine } from '../testing/testMachine.ts';
import { threadCheaper } from './threadCheaper.ts';

/** Start latencies of three repeats by kind, in seconds. */
function judged(engine: string, latencies: Readonly<Record<string, readonly number[]>>, noisy = false) {
  const points = Object.entries(latencies).map(([kind, startLatency]) => ({
    params: { engine, kind, count: 20 },
    metrics: { startLatency },
    noisy,
  }));
  const { points: measured } = signalRecord(startCost, {}, points);
  const outcomes = judgeSweeps(startCost, measured, environmentOf(testMachine), threadCheaper);
  return outcomes.map(({ id, kind, outcome, detail }) => [id, kind, outcome, detail]);
}

const thread = [180e-6, 200e-6, 190e-6];

test('compares a thread with the process that starts soonest, on medians', () => {
  expect(judged('python', { spawn: [50e-3, 51e-3, 49e-3], thread, fork: [1.9e-3, 2e-3, 9e-3] })).toEqual([
    ['threadCheaper', 'A', 'passed', 'a thread started in 190 µs, a process by fork in 2 ms: 11 times'],
  ]);
});

test('fails where a process starts in less than twice the time of a thread, also on a disturbed machine', () => {
  const failing = { thread, fork: [300e-6, 310e-6, 320e-6] };
  const detail = 'a thread started in 190 µs, a process by fork in 310 µs: 1.6 times';
  expect(judged('python', failing)).toEqual([['threadCheaper', 'A', 'failed', detail]]);
  expect(judged('python', failing, true)).toEqual([['threadCheaper', 'A', 'failed', detail]]);
});

test('of the native engine is of kind G, and inconclusive where the points were disturbed', () => {
  const failing = { thread, posixSpawn: [300e-6, 310e-6, 320e-6] };
  const disturbed = 'too few points were quiet: steal 4%, limit 3%';
  expect(judged('native', failing)).toEqual([
    ['threadCheaperNative', 'G', 'failed', 'a thread started in 190 µs, a process by posixSpawn in 310 µs: 1.6 times'],
  ]);
  expect(judged('native', failing, true)).toEqual([['threadCheaperNative', 'G', 'inconclusive', disturbed]]);
});

test('does not fail by two repeats, of which one disturbance may hit both; says nothing without a thread or of node', () => {
  expect(judged('python', { thread: [3e-3, 3e-3], fork: [5e-3, 5e-3] })).toEqual([]);
  expect(judged('python', { fork: [2e-3, 2e-3, 2e-3], spawn: [50e-3, 50e-3, 50e-3] })).toEqual([]);
  expect(judged('node', { worker: thread, fork: thread })).toEqual([]);
});
