import { expect, test } from 'vitest';
import { ipcThroughput } from '../../../shared/lab/catalogue/ipc-throughput.ts';
import { signalRecord } from '../../../shared/runs/testing/countingRecords.ts';
import { environmentOf } from '../environment.ts';
import { judgeSweeps } from '../sweepChecks.ts';
import { testMachine } from '../testing/testMachine.ts';
import { managerSlower } from './managerSlower.ts';

/** Messages a second by channel and size. */
function judged(rates: readonly (readonly [channel: string, messageSize: number, rate: number])[], noisy = false) {
  const points = rates.map(([channel, messageSize, rate]) => ({
    params: { channel, messageSize },
    metrics: { messagesPerSecond: [rate, rate, rate] },
    noisy,
  }));
  const { points: measured } = signalRecord(ipcThroughput, { engine: 'python', shape: 'bytes' }, points);
  const outcomes = judgeSweeps(ipcThroughput, measured, environmentOf(testMachine), [managerSlower]);
  return outcomes.map(({ outcome, params, detail }) => [outcome, params?.['messageSize'], detail]);
}

test('compares both channels at 64 B alone, whatever else was measured', () => {
  const rates = [
    ['Manager.Queue', 64, 8.5e3],
    ['Pipe', 64, 102e3],
    ['Manager.Queue', 4096, 8e3],
    ['Pipe', 4096, 9e3],
    ['SimpleQueue', 64, 1],
  ] as const;
  const words = 'a Pipe carried 102 k/s, a Manager.Queue 8,500/s: 12 times as many';
  expect(judged(rates)).toEqual([['passed', 64, words]]);
});

test('fails where the manager carries a third or more, and is inconclusive where the points were disturbed', () => {
  const rates = [
    ['Manager.Queue', 64, 40e3],
    ['Pipe', 64, 100e3],
  ] as const;
  expect(judged(rates).map(([outcome]) => outcome)).toEqual(['failed']);
  expect(judged(rates, true).map(([outcome]) => outcome)).toEqual(['inconclusive']);
});

test('says nothing where one of the two was not measured', () => {
  expect(judged([['Pipe', 64, 100e3]])).toEqual([]);
});
