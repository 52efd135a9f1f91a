import { expect, test } from 'vitest';
import { ipcThroughput } from '../../lab/catalogue/ipc-throughput.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord, type CountingPoint } from '../testing/countingRecords.ts';

function at(channel: string, messageSize: number, rate: number, trip: number, more: Partial<CountingPoint> = {}) {
  return {
    params: { channel, messageSize },
    metrics: { messagesPerSecond: [rate * 0.95, rate, rate * 1.05], roundTrip: [trip, trip, trip] },
    ...more,
  };
}
const told = (points: readonly CountingPoint[]) =>
  resultText(signalRecord(ipcThroughput, { engine: 'python', shape: 'bytes', duration: 0.5 }, points));

test('tells the channel that carries most and that which carries least, how many times fewer, and their round trips', () => {
  const points = [
    at('Manager.Queue', 64, 8.5e3, 240e-6),
    at('Pipe', 64, 103e3, 19e-6),
    at('multiprocessing.Queue', 64, 61e3, 40e-6),
  ];
  expect(told(points)).toBe(
    '64 B messages: Pipe carries 103 k/s (range of 3 repeats 97.8 to 108 k/s), Manager.Queue 8,500/s, 12 times fewer. ' +
      'One of 64 B there and back takes from 19 µs by Pipe to 240 µs by Manager.Queue.',
  );
});

test('tells both ends of the sizes, and one channel alone without another to compare', () => {
  expect(told([at('Pipe', 64, 100e3, 20e-6), at('Pipe', 65_536, 20e3, 60e-6)])).toMatch(
    /^64 B messages: Pipe carries .*\)\. 64 KiB messages: Pipe carries 20\S* k\/s \(19\S* to 21\S* k\/s\)\. One of 64 B there and back takes 20 µs by Pipe\.$/,
  );
});

test('does not compare with a channel that was disturbed', () => {
  const words = told([at('Pipe', 64, 100e3, 20e-6), at('Manager.Queue', 64, 9e3, 200e-6, { noisy: true })]);
  expect(words).not.toMatch(/fewer/);
  expect(words).toMatch(/Manager\.Queue at message size 64 B could not be judged/);
});
