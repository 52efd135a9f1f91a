import { describe, expect, test } from 'vitest';
import { chartAxes } from '../chartAxes.ts';
import { sweepLines } from '../chartData.ts';
import { resultText } from '../resultWords.ts';
import { atomicsRecord } from '../testing/countingRecords.ts';

function at(threads: number, counter: string, rate: number, error: number, threshold?: number) {
  const around = (value: number) => [value * 0.95, value, value * 1.05];
  return {
    params: { threads, counter, ...(threshold !== undefined && { threshold }) },
    metrics: { throughput: around(rate), error: around(error) },
  };
}

test('tells how each way to count grows, then what it missed', () => {
  const record = atomicsRecord([
    at(1, 'atomic', 100e6, 0),
    at(1, 'sharded', 500e6, 0),
    at(2, 'atomic', 40e6, 0),
    at(2, 'sharded', 1000e6, 0),
    at(2, 'plain', 600e6, 0.4),
  ]);
  expect(resultText(record)).toBe(
    'From 1 to 2 threads sharded gains 100% in throughput (range of 3 repeats 81 to 121%) and atomic loses 60% (56 to 64%). ' +
      'At 2 threads atomic and sharded counted every increment and plain missed 40% (range of 3 repeats 38 to 42%).',
  );
});

describe('a swept threshold', () => {
  const record = atomicsRecord([
    at(2, 'atomic', 40e6, 0),
    at(2, 'approximate', 200e6, 1e-4, 16),
    at(2, 'approximate', 900e6, 0.05, 4096),
  ]);

  test('makes a panel each, and what knows no threshold stands in all of them', () => {
    const axes = chartAxes(record);
    expect(axes.panels.map(({ title }) => title)).toEqual(['threshold 16', 'threshold 4,096']);
    for (const panel of axes.panels) {
      expect(sweepLines(panel, axes, 'throughput').map(({ name }) => name)).toEqual(['atomic', 'approximate']);
    }
  });

  test('is named with what was missed', () => {
    expect(resultText(record)).toContain('approximate missed 0.01% (range of 3 repeats 0.01%) with a threshold of 16.');
  });
});
